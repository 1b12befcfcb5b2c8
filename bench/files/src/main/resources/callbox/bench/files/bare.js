// A data channel between two pages with nothing of ours on it: messages of one size, water marks on `bufferedAmount`, no hash, no disk.
(() => {
  const HIGH_WATER_BYTES = 1_048_576;
  const LOW_WATER_BYTES = 262_144;

  let connection;
  let channel;
  let received = 0;
  /** `[time, bytes received until then]`, each 250 ms. */
  let counts = [];
  let sending = null;

  const now = () => performance.timeOrigin + performance.now();

  const begin = (configuration) => {
    connection = new RTCPeerConnection(configuration);
    channel = connection.createDataChannel("bare", { negotiated: true, id: 0 });
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    channel.onmessage = ({ data }) => (received += data.byteLength);
  };

  const gathered = async () => {
    while (connection.iceGatheringState !== "complete") await new Promise((done) => setTimeout(done, 20));
    return connection.localDescription.toJSON();
  };

  setInterval(() => counts.push([now(), received]), 250);

  globalThis.bare = {
    /** Addresses of this machine are no secret from a page that may use a microphone. */
    allow: async () => (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks().forEach((track) => track.stop()),
    offer: async (configuration) => {
      begin(configuration);
      await connection.setLocalDescription();
      return gathered();
    },
    answer: async ([configuration, offer]) => {
      begin(configuration);
      await connection.setRemoteDescription(offer);
      await connection.setLocalDescription();
      return gathered();
    },
    accept: (answer) => connection.setRemoteDescription(answer),
    isOpen: () => channel.readyState === "open",
    /** Begins to send messages of so many bytes until `stop`. */
    send: (bytes) => {
      const message = new Uint8Array(bytes);
      const fill = () => {
        while (sending === fill && channel.readyState === "open" && channel.bufferedAmount < HIGH_WATER_BYTES) channel.send(message);
      };
      sending = fill;
      channel.onbufferedamountlow = fill;
      fill();
    },
    stop: () => {
      sending = null;
    },
    isQuiet: () => channel.bufferedAmount === 0,
    /** Forgets what has come so far. */
    reset: () => {
      received = 0;
      counts = [[now(), 0]];
    },
    counts: () => [...counts, [now(), received]],
    close: () => connection.close(),
  };
})();
