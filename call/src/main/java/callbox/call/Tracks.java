package callbox.call;

/// What a participant sends. It is what the device says; the server does not see the media.
public record Tracks(boolean audio, boolean camera, boolean screen) {
    public static final Tracks NONE = new Tracks(false, false, false);

    /// The same with the camera off, where the call is for audio.
    public Tracks within(Media media) {
        return media == Media.AUDIO && camera ? new Tracks(audio, false, screen) : this;
    }
}
