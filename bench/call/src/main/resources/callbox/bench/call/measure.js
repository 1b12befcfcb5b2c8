// Runs before the page's own scripts: notes when buttons are pressed, when a call rings and when the first frame of a remote
// picture is shown. Times are milliseconds since the epoch, from the monotonic clock: comparable between the processes of one machine.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const watched = new WeakSet();
  let notes = {};
  let acceptsAtOnce = false;
  let seen = Promise.withResolvers();
  let wide = Promise.withResolvers();
  const nameOf = (button) => button.getAttribute("aria-label") ?? button.textContent.trim();

  const watch = (video) => {
    watched.add(video);
    // `shown`: when the frame came to the screen, by the video's own clock (video-rvfc, VideoFrameRequestCallback).
    const onFrame = (shown, { width }) => {
      notes.firstFrame ??= performance.timeOrigin + shown;
      seen.resolve();
      if (width >= 1280) {
        notes.firstWideFrame ??= performance.timeOrigin + shown;
        wide.resolve();
      } else video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };

  new MutationObserver(() => {
    for (const video of document.querySelectorAll("video[data-remote]")) if (!watched.has(video)) watch(video);
    if (notes.ring !== undefined) return;
    const accept = [...document.querySelectorAll("dialog button")].find((button) => nameOf(button) === "Accept");
    if (accept === undefined) return;
    notes.ring = now();
    if (acceptsAtOnce) accept.click();
  }).observe(document, { subtree: true, childList: true });

  addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) notes[nameOf(button)] ??= now();
  }, true);

  globalThis.measured = {
    /** Begins a new measurement; `atOnce`: a call that comes in is accepted by the page itself. */
    reset: (atOnce) => {
      notes = {};
      seen = Promise.withResolvers();
      wide = Promise.withResolvers();
      acceptsAtOnce = atOnce;
    },
    notes: () => notes,
    // A page that is looked at all the time is slower; so who wants to know waits for these.
    /** Settles when a remote picture was shown. */
    seenFrame: () => seen.promise,
    /** The notes, once a remote picture of 1280x720 was shown. */
    seenWide: () => wide.promise.then(() => notes),
  };
})();
