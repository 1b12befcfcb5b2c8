/** One sound: all frequencies (Hz) together, from `at` for `length` (seconds). */
export interface Note {
  readonly at: number;
  readonly length: number;
  readonly frequencies: readonly number[];
  /** Peak amplitude, 0 to 1, shared by the frequencies. */
  readonly loudness: number;
}

export interface Tone {
  readonly notes: readonly Note[];
  /** Seconds until it starts again; null for a tone that sounds once. */
  readonly period: number | null;
}

/** Ring-back: 450 Hz, one second of every five, as the Chinese network has it (ITU-T E.180 Supplement 2). */
export const ringBack: Tone = { period: 5, notes: [{ at: 0, length: 1, frequencies: [450], loudness: 0.07 }] };

const E5 = 659.26;
const G5 = 783.99;
const B5 = 987.77;
const E6 = 1318.51;

/** The ring of an incoming call: a soft rising figure, twice, then a pause. */
export const ring: Tone = {
  period: 3.2,
  notes: [0, 0.78].flatMap((start) =>
    [E5, G5, B5, E6].map((frequency, index) => ({
      at: start + index * 0.13,
      length: index === 3 ? 0.42 : 0.2,
      frequencies: [frequency, frequency * 2],
      loudness: 0.16,
    })),
  ),
};

/** A message has come: one short soft note, under the voices. */
export const messageTone: Tone = { period: null, notes: [{ at: 0, length: 0.09, frequencies: [G5, G5 * 2], loudness: 0.05 }] };

/** A short figure downwards when a call has ended. */
export const endTone: Tone = {
  period: null,
  notes: [
    { at: 0, length: 0.14, frequencies: [B5], loudness: 0.06 },
    { at: 0.16, length: 0.24, frequencies: [E5], loudness: 0.06 },
  ],
};
