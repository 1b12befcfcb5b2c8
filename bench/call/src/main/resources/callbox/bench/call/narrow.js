// Runs before the page's own scripts: puts a start bitrate into every description, and tells how a call went.
(() => {
  /** In kbit/s; null: none, so that the browser begins at its own. */
  let startKbps = null;
  let wideSince = null;
  /** With Chromium's parameter for each codec of pictures; VP8 has no others, so it gets a line of its own. */
  const withStart = (sdp) => {
    if (startKbps === null) return sdp;
    const parameter = `x-google-start-bitrate=${startKbps}`;
    const payloads = [...sdp.matchAll(/^a=rtpmap:(\d+) (?:VP8|VP9|AV1|H264|H265)\//gim)].map(([, payload]) => payload);
    return payloads.reduce((described, payload) => {
      const line = new RegExp(`^a=fmtp:${payload} .*$`, "m");
      if (line.test(described)) return described.replace(line, (parameters) => `${parameters};${parameter}`);
      return described.replace(new RegExp(`^a=rtpmap:${payload} .*$`, "m"), (codec) => `${codec}\r\na=fmtp:${payload} ${parameter}`);
    }, sdp);
  };
  const native = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
    return native.call(this, { type, sdp: withStart(sdp) });
  };

  addEventListener("resize", ({ target }) => {
    if (target.dataset?.remote === undefined) return;
    if (target.videoWidth < 1280) wideSince = null;
    else wideSince ??= performance.timeOrigin + performance.now();
  }, true);

  const percent = (part, whole) => (100 * part) / Math.max(1, whole);
  const lost = ({ packetsLost, packetsReceived }) => percent(packetsLost, packetsLost + packetsReceived);

  globalThis.narrow = {
    begin: (kbps) => {
      startKbps = kbps;
      wideSince = null;
    },
    /** Since when the picture is 1280x720 without a break; null: it is not. */
    wideSince: () => wideSince,
    /** What has come of the other side so far (W3C webrtc-stats, RTCInboundRtpStreamStats). */
    quality: async () => {
      const [connection] = observed.open();
      const inbound = [...(await connection.getStats()).values()].filter(({ type }) => type === "inbound-rtp");
      const sound = inbound.find(({ kind }) => kind === "audio");
      const picture = inbound.find(({ kind, framesDecoded }) => kind === "video" && framesDecoded > 0);
      return {
        "sound concealed, %": percent(sound.concealedSamples, sound.totalSamplesReceived),
        "packets of sound lost, %": lost(sound),
        "packets of the picture lost, %": lost(picture),
        "freezes": picture.freezeCount,
        "frozen, ms": 1_000 * picture.totalFreezesDuration,
        "width at the end": picture.frameWidth,
        "frames decoded": picture.framesDecoded,
      };
    },
  };
})();
