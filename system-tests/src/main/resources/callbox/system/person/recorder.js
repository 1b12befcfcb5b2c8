// Runs before the page's own scripts: notes when each frame of a remote picture comes to the screen, and how much of the remote sound the browser
// had to make up. Times are milliseconds since the epoch, from the monotonic clock: comparable between the processes of one machine.
(() => {
  /** A camera gives a frame each 33 ms at the fastest. */
  const FRAME_INTERVAL_MS = 20;
  /** Often enough that little is lost with a connection that closes; `getStats` answers from a cache of 50 ms. */
  const SOUND_INTERVAL_MS = 250;

  const now = () => performance.timeOrigin + performance.now();
  /** How many frames each remote picture had shown when we last looked. */
  const shown = new WeakMap();
  let frames = [];
  /** What each connection has played so far: samples of sound, and of these the concealed ones (W3C webrtc-stats). */
  const heard = new Map();
  /** The same of all connections together, again and again: `[time, samples, concealed]`. */
  let sound = [];

  // `requestVideoFrameCallback` would be exact, but a picture that stood for long and came back was seen to go on without it.
  const look = () => {
    for (const video of document.querySelectorAll("video[data-remote]")) {
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      if (totalVideoFrames > 0 && totalVideoFrames !== (shown.get(video) ?? 0)) frames.push(now());
      shown.set(video, totalVideoFrames);
    }
  };
  setInterval(look, FRAME_INTERVAL_MS);

  const played = async (connection) => {
    const inbound = [...(await connection.getStats()).values()].filter(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
    const sum = (name) => inbound.reduce((all, stat) => all + (stat[name] ?? 0), 0);
    return [sum("totalSamplesReceived"), sum("concealedSamples")];
  };
  const listen = async () => {
    await Promise.all(observed.open().map(async (connection) => heard.set(connection, await played(connection))));
    const sum = (index) => [...heard.values()].reduce((all, samples) => all + samples[index], 0);
    sound.push([now(), sum(0), sum(1)]);
  };
  setInterval(listen, SOUND_INTERVAL_MS);

  globalThis.recorder = {
    /** Forgets what was so far. */
    begin: async () => {
      frames = [];
      sound = [];
      await listen();
    },
    recording: async () => {
      await listen();
      return { frames, sound, until: now() };
    },
  };
})();
