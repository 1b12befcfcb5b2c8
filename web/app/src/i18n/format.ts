import { language, t } from "./language.ts";

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

/** Decimal units, as disks and networks are sold; each is a thousand of the one before. */
const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** `812 B`, `12.3 MB`, `1.5 GB`. */
export function formatBytes(bytes: number): string {
  const power = powerOf(bytes);
  return `${inUnits(bytes, power)} ${BYTE_UNITS[power]}`;
}

/** Both in the unit of the whole: `12.3` and `200 MB`. */
export function formatAmount(doneBytes: number, totalBytes: number): { readonly done: string; readonly total: string } {
  return { done: inUnits(doneBytes, powerOf(totalBytes)), total: formatBytes(totalBytes) };
}

/** `23 s`, `4 min`, `2 h 5 min`. Never zero: who still waits has time left. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 59.5) return t("time.seconds", { count: String(Math.max(1, Math.round(seconds))) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t("time.minutes", { count: String(minutes) });
  return t("time.hours", { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) });
}

/** Rounded as it is shown: 999,960 bytes are 1 MB, not 1000 kB. */
function powerOf(bytes: number): number {
  let power = 0;
  while (power < BYTE_UNITS.length - 1 && Number(rounded(bytes / 1000 ** power)) >= 1000) power += 1;
  return power;
}

const inUnits = (bytes: number, power: number): string => new Intl.NumberFormat(locale()).format(Number(rounded(bytes / 1000 ** power)));

/** Three digits say enough. */
const rounded = (value: number): string => value.toFixed(value < 99.95 && !Number.isInteger(value) ? 1 : 0);
