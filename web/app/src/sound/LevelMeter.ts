import { soundContext } from "./context.ts";

/** 512 samples are about 11 ms: enough for a level, cheap to read. */
const SAMPLES = 512;
/** Speech is quiet in RMS terms; this brings a normal voice near the top of a meter. */
const GAIN = 6;

/** Listens to the sound of a stream without playing it. */
export class LevelMeter {
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(SAMPLES);

  private constructor(context: AudioContext, stream: MediaStream) {
    this.#source = context.createMediaStreamSource(stream);
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = SAMPLES;
    this.#source.connect(this.#analyser);
  }

  /** Null while there is nothing to listen to. */
  static of(stream: MediaStream): LevelMeter | null {
    const context = soundContext();
    return context === null || stream.getAudioTracks().length === 0 ? null : new LevelMeter(context, stream);
  }

  /** 0 to 1. */
  level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let squares = 0;
    for (const sample of this.#samples) squares += sample * sample;
    return Math.min(1, Math.sqrt(squares / SAMPLES) * GAIN);
  }

  close(): void {
    this.#source.disconnect();
  }
}
