// Runs before the page's own scripts: what the page asks of the browser's media interfaces and of its WebSocket, and when, so that a reader
// sees where the time between a press and a picture goes. Times as in measure.js.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const lines = [];
  const note = (text) => lines.push([now(), text]);

  const timed = (owner, method) => {
    const native = owner[method];
    owner[method] = function (...values) {
      note(`${method} … ${values[0]?.degradationPreference ?? ""}`);
      const result = native.apply(this, values);
      result?.then?.(() => note(`… ${method}`), (error) => note(`… ${method}: ${error.name}`));
      return result;
    };
  };
  for (const method of ["setLocalDescription", "setRemoteDescription", "addIceCandidate"]) timed(RTCPeerConnection.prototype, method);
  timed(RTCRtpSender.prototype, "setParameters");
  timed(RTCRtpSender.prototype, "replaceTrack");
  timed(MediaDevices.prototype, "getUserMedia");
  timed(MediaDevices.prototype, "enumerateDevices");

  /** What is sent, some time after the connection: the size, and what holds it down. Milliseconds. */
  const LOOKS_MS = [300, 1_000, 2_000, 4_000];
  const noteSent = async (connection) => {
    if (connection.connectionState === "closed") return;
    for (const { type, kind, framesEncoded, frameWidth, framesPerSecond, targetBitrate, qualityLimitationReason } of (await connection.getStats()).values())
      if (type === "outbound-rtp" && kind === "video" && framesEncoded > 0)
        note(`sends ${frameWidth} at ${framesPerSecond}/s, target ${targetBitrate} bit/s, limited by ${qualityLimitationReason}`);
  };

  const Connection = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Connection {
    constructor(...configuration) {
      super(...configuration);
      note("new RTCPeerConnection");
      for (const state of ["iceConnectionState", "connectionState"])
        this.addEventListener(`${state.toLowerCase()}change`, () => note(`${state} ${this[state]}`));
      this.addEventListener("icegatheringstatechange", () => note(`iceGatheringState ${this.iceGatheringState}`));
      this.addEventListener("icecandidateerror", ({ errorCode, url }) => note(`icecandidateerror ${errorCode} of ${url}`));
      this.addEventListener("icecandidate", ({ candidate }) => candidate !== null && note(`candidate ${candidate.candidate}`));
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "connected") for (const ms of LOOKS_MS) setTimeout(() => noteSent(this), ms);
      });
    }
  };
  const kind = (frame) => {
    const { type, description, candidates, kind = description ? `${description.type} of ${description.sdp.match(/a=candidate/g)?.length ?? 0} candidates` : candidates ? `${candidates.length} candidates` : "" } = JSON.parse(frame);
    return `${type} ${kind}`;
  };
  const Socket = WebSocket;
  globalThis.WebSocket = class extends Socket {
    constructor(...address) {
      super(...address);
      note("new WebSocket");
      for (const event of ["open", "close"]) this.addEventListener(event, () => note(`WebSocket ${event}`));
      this.addEventListener("message", ({ data }) => note(`< ${kind(data)}`));
    }
    send(frame) {
      note(`> ${kind(frame)}`);
      super.send(frame);
    }
  };
  for (const event of ["loadedmetadata", "resize", "playing"])
    addEventListener(event, ({ target }) => target.localName === "video" && note(`${event} of ${Object.keys(target.dataset).join(" ")}`), true);
  for (const event of ["click", "online", "offline"]) addEventListener(event, () => note(event), true);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) lines.push([performance.timeOrigin + startTime, `long task of ${Math.round(duration)} ms`]);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const { startTime, duration, renderStart } of list.getEntries())
      lines.push([performance.timeOrigin + startTime, `long frame of ${Math.round(duration)} ms, drawn from ${Math.round(renderStart - startTime)}`]);
  }).observe({ type: "long-animation-frame" });

  globalThis.timeline = {
    reset: () => {
      lines.length = 0;
    },
    lines: () => lines.toSorted(([a], [b]) => a - b),
  };
})();
