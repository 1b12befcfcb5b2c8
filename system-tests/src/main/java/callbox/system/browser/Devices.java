package callbox.system.browser;

import java.util.List;

/// What Chromium finds when a page asks for camera, microphone and screen, and what it answers on behalf of the person.
public enum Devices {
    /// Three cameras (1280x720, 10 frames a second, so that two cores carry the pictures of several people; what the second one gives, 16-bit
    /// grey, no call can send), three microphones that beep once a second, a screen; everything is granted.
    ALL,
    /// Microphones only.
    NO_CAMERA,
    /// Neither camera nor microphone.
    NONE,
    /// There are devices, and the person forbids each of them.
    DENIED;

    List<String> flags() {
        return switch (this) {
            case ALL -> List.of("--use-fake-device-for-media-stream=device-count=3,fps=10", "--use-fake-ui-for-media-stream");
            case NO_CAMERA -> List.of("--use-fake-device-for-media-stream=device-count=0", "--use-fake-ui-for-media-stream");
            case NONE -> List.of("--use-fake-ui-for-media-stream");
            case DENIED -> List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny");
        };
    }
}
