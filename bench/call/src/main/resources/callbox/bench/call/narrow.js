// Runs before the page's own scripts: puts another start bitrate into every description, or none, and tells how a call went.
(() => {
  /** What the page puts in, in kbit/s; null: as it is. 0: none, so that the browser begins at its own. */
  let startKbps = null;
  let wideSince = null;
  const withStart = (sdp) => {
    if (startKbps === null) return sdp;
    if (startKbps > 0) return sdp.replaceAll(/x-google-start-bitrate=\d+/g, `x-google-start-bitrate=${startKbps}`);
    // Without its only parameter a line of parameters is none (RFC 8866, section 6.15).
    return sdp.replaceAll(/;x-google-start-bitrate=\d+/g, "").replaceAll(/a=fmtp:\d+ x-google-start-bitrate=\d+\r\n/g, "");
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
