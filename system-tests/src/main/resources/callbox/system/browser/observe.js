// Runs before the page's own scripts. Keeps hold of what the page makes of the browser's media interfaces, so that a test
// can ask what is really captured, sent and played, whatever the page itself says.
(() => {
  const connections = [];
  const captured = [];
  const requests = [];
  const states = [];

  const Native = globalThis.RTCPeerConnection;
  if (Native) {
    globalThis.RTCPeerConnection = class extends Native {
      constructor(...configuration) {
        super(...configuration);
        connections.push(this);
      }
    };
  }

  const devices = navigator.mediaDevices;
  for (const method of devices ? ["getUserMedia", "getDisplayMedia"] : []) {
    const native = devices[method].bind(devices);
    devices[method] = async (constraints) => {
      requests.push({ method, audio: Boolean(constraints?.audio), video: Boolean(constraints?.video) });
      const stream = await native(constraints);
      captured.push(...stream.getTracks());
      return stream;
    };
  }

  const callState = () => document.querySelector("[data-call-state]")?.dataset.callState ?? "none";
  const noteState = () => {
    if (states.at(-1) !== callState()) states.push(callState());
  };
  new MutationObserver(noteState).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-call-state"] });

  const open = () => connections.filter((connection) => connection.connectionState !== "closed");

  const inbound = async (kind) => {
    const reports = await Promise.all(open().map((connection) => connection.getStats()));
    return reports.flatMap((report) => [...report.values()]).filter((stat) => stat.type === "inbound-rtp" && stat.kind === kind);
  };

  globalThis.observed = {
    /** Every value that the call's state has had on this page, in order. */
    states,
    /** Every request for a camera, microphone or screen. */
    requests,
    /** The RTCPeerConnections that are not closed. */
    open,
    callState,
    endReason: () => document.querySelector("[data-end-reason]")?.dataset.endReason ?? "none",
    /** How many tracks of a kind are being captured, the device's light being on. */
    capturing: (kind) => captured.filter((track) => track.kind === kind && track.readyState === "live").length,
    /** For each remote picture the number of frames that it has shown, and its size. */
    pictures: () =>
      [...document.querySelectorAll("video[data-remote]")].map((video) => ({
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        width: video.videoWidth,
        height: video.videoHeight,
      })),
    framesDecoded: async () => (await inbound("video")).map((stat) => stat.framesDecoded ?? 0),
    /** Energy of each remote voice (W3C webrtc-stats, totalAudioEnergy): grows only while there is sound. */
    voices: async () => (await inbound("audio")).map((stat) => stat.totalAudioEnergy ?? 0),
  };
})();
