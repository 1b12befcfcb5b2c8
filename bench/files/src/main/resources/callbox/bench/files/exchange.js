// Runs before the page's own scripts: counts what comes on carriers of files.
(() => {
  let received = 0;
  let counts = [];
  const now = () => performance.timeOrigin + performance.now();

  const { createDataChannel } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.createDataChannel = function (label, options) {
    const channel = createDataChannel.call(this, label, options);
    if (label === "callbox.files") channel.addEventListener("message", ({ data }) => (received += data.byteLength));
    return channel;
  };
  setInterval(() => counts.push([now(), received]), 250);

  globalThis.exchange = {
    /** Presses a button, counts from then on, and says when it was, in milliseconds since the epoch. */
    press: (label) => {
      received = 0;
      counts = [[now(), 0]];
      [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === label).click();
      return counts[0][0];
    },
    counts: () => [...counts, [now(), received]],
    /** When the one transfer in the list is saved, in milliseconds since the epoch. */
    saved: async () => {
      const states = () => [...document.querySelectorAll("[data-transfer-state]")].map(({ dataset }) => dataset.transferState);
      while (!states().includes("saved")) {
        if (states().includes("failed")) throw new Error("the transfer has failed");
        await new Promise((done) => setTimeout(done, 50));
      }
      return now();
    },
    /** Takes what is over out of the list; answers how many are left. */
    clear: (label) => {
      for (const button of document.querySelectorAll(`button[aria-label="${label}"]`)) button.click();
      return document.querySelectorAll("[data-transfer-state]").length;
    },
  };
})();
