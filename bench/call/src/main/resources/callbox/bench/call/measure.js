// Runs before the page's own scripts: notes when buttons are pressed and when the first frame of a remote picture is shown.
// Times are milliseconds since the epoch, from the monotonic clock: comparable between the processes of one machine.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const watched = new WeakSet();
  let notes = {};
  let acceptsAtOnce = false;
  const nameOf = (button) => button.getAttribute("aria-label") ?? button.textContent.trim();

  const watch = (video) => {
    watched.add(video);
    const onFrame = (_, { width }) => {
      notes.firstFrame ??= now();
      if (width >= 1280) notes.firstWideFrame ??= now();
      else video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };

  new MutationObserver(() => {
    for (const video of document.querySelectorAll("video[data-remote]")) if (!watched.has(video)) watch(video);
    if (acceptsAtOnce) [...document.querySelectorAll("button")].find((button) => nameOf(button) === "Accept")?.click();
  }).observe(document, { subtree: true, childList: true });

  addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) notes[nameOf(button)] ??= now();
  }, true);

  globalThis.measured = {
    /** Begins a new measurement; `atOnce`: a call that comes in is accepted by the page itself. */
    reset: (atOnce) => {
      notes = {};
      acceptsAtOnce = atOnce;
    },
    notes: () => notes,
  };
})();
