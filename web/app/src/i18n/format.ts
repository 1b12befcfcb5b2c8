import { language } from "./language.ts";

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** `0:07`, `12:31`, `1:02:03`. Negative durations (a clock that was set back) count as zero. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / SECOND_MS));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The time of day for today, else the date with the time. */
export function formatMoment(time: number, now: number): string {
  const date = new Date(time);
  const today = new Date(now).toDateString() === date.toDateString();
  const options: Intl.DateTimeFormatOptions = today
    ? { hour: "2-digit", minute: "2-digit" }
    : now - time < 6 * DAY_MS
      ? { weekday: "short", hour: "2-digit", minute: "2-digit" }
      : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(locale(), options).format(date);
}

/** Hours, minutes, seconds and milliseconds, for the log. */
export function formatLogTime(time: number): string {
  return new Date(time).toISOString().slice(11, 23);
}

/** `2.4 Mbit/s`, `340 kbit/s`. */
export function formatBitrate(bitsPerSecond: number): string {
  return bitsPerSecond >= 1_000_000
    ? `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`
    : `${Math.round(bitsPerSecond / 1000)} kbit/s`;
}

export function formatNames(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);
}

export function pluralForm(count: number): "one" | "other" {
  return new Intl.PluralRules(locale()).select(count) === "one" ? "one" : "other";
}

function locale(): string {
  return language.value === "zh" ? "zh-CN" : "en";
}
