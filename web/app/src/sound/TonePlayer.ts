import { soundContext } from "./context.ts";
import type { Note, Tone } from "./tones.ts";

/** Long enough that no click is heard, short enough that a note keeps its edge (seconds). */
const ATTACK = 0.012;
const RELEASE = 0.08;
/** How soon after the browser has let sound begin the tone is heard (seconds). */
const RETRY = 0.3;

/** Plays one tone at a time, built from oscillators; there are no sound files. */
export class TonePlayer {
  #playing: Tone | null = null;
  #output: GainNode | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Starts a tone; the same tone goes on undisturbed; null is silence. */
  play(tone: Tone | null): void {
    if (tone === this.#playing) return;
    this.#stop();
    this.#playing = tone;
    if (tone !== null) this.#round(tone);
  }

  #round(tone: Tone): void {
    const context = soundContext();
    if (context === null) return;
    // A suspended context has no running clock: notes would pile up and sound all at once when it resumes.
    const heard = context.state === "running";
    if (heard) {
      const output = this.#openOutput(context);
      for (const note of tone.notes) sound(context, output, note);
    }
    if (tone.period === null) this.#playing = null;
    else this.#timer = setTimeout(() => this.#round(tone), (heard ? tone.period : RETRY) * 1000);
  }

  #openOutput(context: AudioContext): GainNode {
    if (this.#output === null) {
      this.#output = context.createGain();
      this.#output.connect(context.destination);
    }
    return this.#output;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    const output = this.#output;
    this.#output = null;
    if (output === null) return;
    output.gain.setTargetAtTime(0, output.context.currentTime, ATTACK);
    setTimeout(() => output.disconnect(), RELEASE * 1000);
  }
}

function sound(context: AudioContext, output: AudioNode, note: Note): void {
  const start = context.currentTime + note.at;
  const end = start + note.length;
  const envelope = context.createGain();
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(note.loudness / note.frequencies.length, start + ATTACK);
  envelope.gain.setValueAtTime(note.loudness / note.frequencies.length, end);
  envelope.gain.linearRampToValueAtTime(0, end + RELEASE);
  envelope.connect(output);
  for (const frequency of note.frequencies) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(envelope);
    oscillator.start(start);
    oscillator.stop(end + RELEASE);
  }
}
