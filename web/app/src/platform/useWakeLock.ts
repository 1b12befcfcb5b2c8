import { useEffect } from "preact/hooks";

/** Keeps the screen on while `wanted` (W3C Screen Wake Lock). The browser drops the lock with a hidden page, so it is asked for again. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let released = false;
    let lock: WakeLockSentinel | null = null;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (released) await lock.release();
      } catch {
        // Battery saving or policy forbids it; the call goes on, the screen may go dark.
        lock = null;
      }
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      released = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, [wanted]);
}
