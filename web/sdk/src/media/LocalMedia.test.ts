import { beforeEach, describe, expect, test } from "vitest";
import { codeOf } from "../errors/errors.ts";
import { Log } from "../log/Log.ts";
import { settled } from "../testing/FakeClock.ts";
import type { FakeTrack } from "../testing/FakeMedia.ts";
import { MemoryStore, TestEnvironment } from "../testing/TestEnvironment.ts";
import { LocalMedia } from "./LocalMedia.ts";

let environment: TestEnvironment;
let store: MemoryStore;
let media: LocalMedia;

beforeEach(() => {
  environment = new TestEnvironment();
  store = new MemoryStore();
  media = open();
});

const open = (): LocalMedia => new LocalMedia(environment, store, new Log(environment.clock), () => undefined);

async function inCall(kind: "audio" | "video" = "video"): Promise<void> {
  media.enterCall(kind);
  await settled();
}

const live = (): string[] => environment.media.live.map(({ deviceId }) => deviceId);
const lastOpened = (kind: "audio" | "video"): FakeTrack => {
  const track = environment.media.opened.filter((each) => each.kind === kind).at(-1);
  if (track === undefined) throw new Error(`no ${kind} was opened`);
  return track;
};

describe("a call's devices", () => {
  test("a video call opens microphone and camera with one question", async () => {
    await inCall();
    expect(environment.media.requests).toEqual([{ audio: true, video: true }]);
    expect(media.sending).toEqual({ audio: true, camera: true, screen: false });
    expect(lastOpened("video").contentHint).toBe("motion");
  });

  test("an audio call never touches the camera", async () => {
    await inCall("audio");
    expect(environment.media.requests).toEqual([{ audio: true, video: false }]);
  });

  test("everything is stopped at the end of the call", async () => {
    await inCall();
    await media.setScreenShare(true);
    media.leaveCall();
    expect(live()).toEqual([]);
    expect(media.snapshot.stream).toBeNull();
    expect(media.snapshot.screenShare.on).toBe(false);
  });

  test("a call that ends while the browser still asks leaves no device open", async () => {
    let allow = (): void => undefined;
    environment.media.prompt = new Promise((resolve) => (allow = resolve));
    media.enterCall("video");
    media.leaveCall();
    allow();
    await settled();
    expect(environment.media.opened).toHaveLength(2);
    expect(live()).toEqual([]);
  });

  test("muting disables the track and tells; the device stays open", async () => {
    await inCall();
    await media.setMicrophone(false);
    expect(lastOpened("audio").enabled).toBe(false);
    expect(media.sending.audio).toBe(false);
    await media.setMicrophone(true);
    expect(lastOpened("audio").enabled).toBe(true);
    expect(environment.media.requests).toHaveLength(1);
  });

  test("turning the camera off stops its track, which frees the light", async () => {
    await inCall();
    await media.setCamera(false);
    expect(lastOpened("video").readyState).toBe("ended");
    expect(media.tracks.camera).toBeNull();
    await media.setCamera(true);
    expect(lastOpened("video").readyState).toBe("live");
    expect(media.sending.camera).toBe(true);
  });

  test("a self view is the same stream until the track changes", async () => {
    await inCall();
    const { stream } = media.snapshot;
    await media.setMicrophone(false);
    expect(media.snapshot.stream).toBe(stream);
    await media.setCamera(false);
    expect(media.snapshot.stream).toBeNull();
  });
});

describe("what goes wrong", () => {
  test.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "not-found"],
    ["NotReadableError", "in-use"],
    ["OverconstrainedError", "over-constrained"],
    ["AbortError", "aborted"],
    ["TypeError", "unsupported"],
  ])("%s of both devices is %s, and the call goes on without them", async (name, code) => {
    environment.media.refuse = () => name;
    await inCall();
    expect(media.snapshot.microphone).toMatchObject({ on: false, error: code });
    expect(media.snapshot.camera).toMatchObject({ on: false, error: code });
    expect(media.sending).toEqual({ audio: false, camera: false, screen: false });
    expect(media.settled).toBe(true);
  });

  test("a camera in use leaves the sound", async () => {
    environment.media.refuse = ({ video }) => (video ? "NotReadableError" : null);
    await inCall();
    expect(media.sending).toEqual({ audio: true, camera: false, screen: false });
    expect(media.snapshot.camera.error).toBe("in-use");
    expect(media.snapshot.microphone.error).toBeNull();
    // The person is not asked about the camera a second time.
    expect(environment.media.requests).toEqual([{ audio: true, video: true }, { audio: true, video: false }]);
  });

  test("without a microphone there is still a picture", async () => {
    environment.media.refuse = ({ audio }) => (audio ? "NotFoundError" : null);
    await inCall();
    expect(media.sending).toEqual({ audio: false, camera: true, screen: false });
    expect(media.snapshot.microphone.error).toBe("not-found");
    expect(media.snapshot.camera.error).toBeNull();
  });

  test("trying again later works, or says why not", async () => {
    environment.media.refuse = ({ video }) => (video ? "NotReadableError" : null);
    await inCall();
    expect(await media.setCamera(true).catch(codeOf)).toBe("in-use");
    environment.media.refuse = () => null;
    await media.setCamera(true);
    expect(media.snapshot.camera).toMatchObject({ on: true, error: null });
  });

  test("an insecure page has no devices and says so", async () => {
    environment.capture = null;
    media = new LocalMedia({ ...environment, capture: null, secureContext: false }, store, new Log(environment.clock), () => undefined);
    await inCall();
    expect(media.snapshot.camera.error).toBe("insecure-page");
    expect(await media.setScreenShare(true).catch(codeOf)).toBe("insecure-page");
  });

  test("a browser without capture says so", async () => {
    environment.capture = null;
    media = open();
    await inCall();
    expect(media.snapshot.microphone.error).toBe("unsupported");
    expect(media.snapshot.screenShare.supported).toBe(false);
  });
});

describe("devices that come and go", () => {
  test("a camera that is pulled out is replaced by the default one", async () => {
    store.set("callbox.camera", "usb-camera");
    media = open();
    await inCall();
    expect(lastOpened("video").deviceId).toBe("usb-camera");
    lastOpened("video").vanish();
    await settled();
    expect(lastOpened("video").deviceId).toBe("default-camera");
    expect(media.sending.camera).toBe(true);
  });

  test("the last camera that is pulled out is an error, and coming back it is used again", async () => {
    await inCall();
    environment.media.refuse = ({ video }) => (video ? "NotFoundError" : null);
    lastOpened("video").vanish();
    await settled();
    expect(media.snapshot.camera).toMatchObject({ on: false, error: "not-found" });
    expect(media.sending.audio).toBe(true);
    environment.media.refuse = () => null;
    environment.media.plugIn();
    await settled();
    expect(media.sending.camera).toBe(true);
  });

  test("a chosen device is opened in place of the present one, and remembered", async () => {
    await inCall();
    await media.selectDevice("microphone", "headset");
    expect(live().sort()).toEqual(["default-camera", "headset"]);
    expect(media.snapshot.microphone.device).toBe("headset");
    expect(store.get("callbox.microphone")).toBe("headset");
  });

  test("a chosen camera that is gone gives the default one, and the sound is not opened twice", async () => {
    store.set("callbox.camera", "usb-camera");
    environment.media.gone.add("usb-camera");
    media = open();
    await inCall();
    expect(live().sort()).toEqual(["default-camera", "default-microphone"]);
    expect(media.snapshot.camera).toMatchObject({ on: true, error: null });
  });

  test("a muted microphone stays muted when another is chosen", async () => {
    await inCall();
    await media.setMicrophone(false);
    await media.selectDevice("microphone", "headset");
    expect(lastOpened("audio").enabled).toBe(false);
    expect(media.sending.audio).toBe(false);
  });

  test("a loudspeaker is remembered", async () => {
    await media.selectDevice("speaker", "hall");
    expect(open().snapshot.speaker).toBe("hall");
    await media.selectDevice("speaker", "");
    expect(open().snapshot.speaker).toBeNull();
  });
});

describe("the preview", () => {
  test("what is open for the preview only is not sent", async () => {
    await inCall("audio");
    await media.openPreview("video");
    expect(media.snapshot.stream).not.toBeNull();
    expect(media.tracks.camera).toBeNull();
    expect(media.sending.camera).toBe(false);
    media.closePreview();
    expect(live()).toEqual(["default-microphone"]);
  });

  test("a call takes over what the preview has opened", async () => {
    await media.openPreview("video");
    await inCall();
    media.closePreview();
    expect(environment.media.requests).toHaveLength(1);
    expect(media.sending).toEqual({ audio: true, camera: true, screen: false });
  });

  test("a microphone that was muted in the preview stays muted in the call", async () => {
    await media.openPreview("video");
    await media.setMicrophone(false);
    await inCall();
    expect(media.sending).toEqual({ audio: false, camera: true, screen: false });
  });

  test("outside of a call and a preview nothing opens", async () => {
    await media.setCamera(true);
    await media.setMicrophone(true);
    expect(environment.media.requests).toEqual([]);
  });

  test("a closed preview frees the devices", async () => {
    await media.openPreview("video");
    media.closePreview();
    expect(live()).toEqual([]);
  });

  test("the level of an open microphone is shown, and that of none is 0", async () => {
    expect(media.microphoneLevel()).toBe(0);
    await media.openPreview("audio");
    expect(media.microphoneLevel()).toBe(0.25);
  });
});

describe("the screen", () => {
  test("is shared as detail, and followed when the browser's own button stops it", async () => {
    await inCall();
    await media.setScreenShare(true);
    expect(lastOpened("video").contentHint).toBe("detail");
    expect(media.sending.screen).toBe(true);
    lastOpened("video").vanish();
    expect(media.sending.screen).toBe(false);
    expect(media.snapshot.screen).toBeNull();
  });

  test("a person who does not choose one is told nothing worse than denied", async () => {
    await inCall();
    environment.media.refuseScreen = "NotAllowedError";
    expect(await media.setScreenShare(true).catch(codeOf)).toBe("denied");
    expect(media.snapshot.screenShare).toMatchObject({ on: false, error: "denied" });
  });

  test("chosen after the call has ended it is not shared", async () => {
    await inCall();
    const choosing = media.setScreenShare(true);
    media.leaveCall();
    await choosing;
    expect(live()).toEqual([]);
    expect(media.snapshot.screenShare.on).toBe(false);
  });
});
