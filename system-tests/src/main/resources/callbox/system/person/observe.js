// Runs before the page's own scripts. Keeps hold of what the page makes of the browser's media interfaces, so that a test
// can ask what is really captured, sent and played, whatever the page itself says.
(() => {
  const connections = [];
  const captured = [];
  const requests = [];
  const states = [];
  const sockets = [];
  const sent = [];
  const received = [];
  let imposed = (configuration) => configuration;
  const made = { connections: [], tracks: [] };

  const Native = globalThis.RTCPeerConnection;
  if (Native) {
    globalThis.RTCPeerConnection = class extends Native {
      constructor(configuration) {
        super(imposed(configuration));
        connections.push(this);
        made.connections.push(new WeakRef(this));
      }
      setConfiguration(configuration) {
        super.setConfiguration(imposed(configuration));
      }
    };
  }

  const NativeSocket = globalThis.WebSocket;
  globalThis.WebSocket = class extends NativeSocket {
    constructor(...address) {
      super(...address);
      sockets.push(this);
      this.addEventListener("message", (event) => received.push(JSON.parse(event.data)));
    }
    send(frame) {
      sent.push(JSON.parse(frame));
      super.send(frame);
    }
  };

  const devices = navigator.mediaDevices;
  for (const method of devices ? ["getUserMedia", "getDisplayMedia"] : []) {
    const native = devices[method].bind(devices);
    devices[method] = async (constraints) => {
      requests.push({ method, audio: Boolean(constraints?.audio), video: Boolean(constraints?.video) });
      const stream = await native(constraints);
      captured.push(...stream.getTracks());
      made.tracks.push(...stream.getTracks().map((track) => new WeakRef(track)));
      return stream;
    };
  }

  const callState = () => document.querySelector("[data-call-state]")?.dataset.callState ?? "none";
  const noteState = () => {
    if (states.at(-1) !== callState()) states.push(callState());
  };
  new MutationObserver(noteState).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-call-state"] });

  const keepOnly = (list, wanted) => list.splice(0, list.length, ...list.filter(wanted));

  const open = () => connections.filter((connection) => connection.connectionState !== "closed");

  const inbound = async (kind) => {
    const reports = await Promise.all(open().map((connection) => connection.getStats()));
    return reports.flatMap((report) => [...report.values()]).filter((stat) => stat.type === "inbound-rtp" && stat.kind === kind);
  };

  /** The scheme and transport of a TURN server's address (RFC 7065) as one word. */
  const transportOf = (url) => (url.startsWith("turns:") ? "tls" : /^turn:.*transport=(udp|tcp)$/.exec(url)?.[1]);

  /** The candidates of the pair by which one connection's media goes. */
  const route = (report) => {
    const stats = [...report.values()];
    const chosen = stats.find((stat) => stat.type === "transport" && stat.selectedCandidatePairId)?.selectedCandidatePairId;
    // Firefox marks the pair itself.
    const pair = report.get(chosen) ?? stats.find((stat) => stat.type === "candidate-pair" && stat.selected);
    const local = report.get(pair?.localCandidateId);
    const remote = report.get(pair?.remoteCandidateId);
    return { local: local?.candidateType, remote: remote?.candidateType, relayProtocol: local?.relayProtocol };
  };

  globalThis.observed = {
    /** Every value that the call's state has had on this page, in order. */
    states,
    /** Every request for a camera, microphone or screen. */
    requests,
    /** Every message of the page's WebSockets, in order. */
    sent,
    received,
    /** Sends a message that the page did not mean to send, on its own connection. */
    send: (message) => sockets.at(-1).send(JSON.stringify(message)),
    /** The id of the last call that this page was shown. */
    lastCall: () => received.findLast((message) => message.call?.participants)?.call.id,
    /** The id of somebody that this page was told is online. */
    userId: (name) =>
      received.flatMap((message) => message.people ?? message.online ?? []).findLast((person) => person.name === name)?.id,
    /** Lets go of all that has ended, so that only what the page itself keeps is still in memory. */
    forget: () => {
      keepOnly(connections, (connection) => connection.connectionState !== "closed");
      keepOnly(captured, (track) => track.readyState === "live");
      for (const list of [requests, states, sent, received]) list.length = 0;
    },
    /** How many RTCPeerConnections and captured tracks the garbage collector has not taken. */
    inMemory: () => ({
      connections: made.connections.filter((reference) => reference.deref()).length,
      tracks: made.tracks.filter((reference) => reference.deref()).length,
    }),
    /** The RTCPeerConnections that are not closed. */
    open,
    callState,
    endReason: () => document.querySelector("[data-end-reason]")?.dataset.endReason ?? "none",
    /** How many tracks of a kind are being captured, the device's light being on. */
    capturing: (kind) => captured.filter((track) => track.kind === kind && track.readyState === "live").length,
    /** The device that was captured last, of a kind. */
    label: (kind) => captured.findLast((track) => track.kind === kind && track.readyState === "live")?.label,
    /** Does to the captured tracks of a kind what pulling the plug of the device does. */
    unplug: (kind) => {
      for (const track of captured.filter((one) => one.kind === kind && one.readyState === "live")) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
    },
    /** For each remote picture how long it has played, in seconds, and its size. (Firefox counts no frames of a MediaStream.) */
    pictures: () =>
      [...document.querySelectorAll("video[data-remote]")].map((video) => ({
        played: video.currentTime,
        width: video.videoWidth,
        height: video.videoHeight,
      })),
    /** Lets connections use nothing but the relay, over one transport, `udp`, `tcp` or `tls`, or over what they find best. */
    useOnlyRelay: (transport) => {
      const wanted = (url) => (transport === undefined ? transportOf(url) : transportOf(url) === transport);
      imposed = (configuration) => ({
        ...configuration,
        iceTransportPolicy: "relay",
        iceServers: configuration.iceServers
          .map((server) => ({ ...server, urls: [server.urls].flat().filter(wanted) }))
          .filter((server) => server.urls.length > 0),
      });
      for (const connection of open()) connection.setConfiguration(connection.getConfiguration());
    },
    /** For each connection how media goes: the types of the two candidates, and how this side reaches its relay. */
    routes: async () => (await Promise.all(open().map((connection) => connection.getStats()))).map(route),
    framesDecoded: async () => (await inbound("video")).map((stat) => stat.framesDecoded ?? 0),
    /** Energy of each remote voice (W3C webrtc-stats, totalAudioEnergy): grows only while there is sound. */
    voices: async () => (await inbound("audio")).map((stat) => stat.totalAudioEnergy ?? 0),
  };
})();
