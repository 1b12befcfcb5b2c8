import type { LinkStats } from "@callbox/sdk";
import { t } from "../i18n/language.ts";

export interface Line {
  readonly label: string;
  readonly value: (sample: LinkStats) => number | null;
}

export interface GraphDescription {
  readonly title: string;
  /** Of the numbers that `value` gives. */
  readonly unit: string;
  /** The axis reaches at least to here, so that noise does not look like a mountain. */
  readonly atLeast: number;
  readonly lines: readonly Line[];
}

/** What is drawn for each peer link, in the language of the moment. */
export function graphs(): readonly GraphDescription[] {
  return [
    {
      title: t("diagnostics.bitrate"),
      unit: "kbit/s",
      atLeast: 100,
      lines: [
        { label: t("diagnostics.receive"), value: (sample) => scaled(sample.receiveBitrate, 1 / 1000) },
        { label: t("diagnostics.send"), value: (sample) => scaled(sample.sendBitrate, 1 / 1000) },
      ],
    },
    {
      title: t("diagnostics.loss"),
      unit: "%",
      atLeast: 5,
      lines: [
        { label: t("diagnostics.receive"), value: (sample) => scaled(sample.receiveLoss, 100) },
        { label: t("diagnostics.send"), value: (sample) => scaled(sample.sendLoss, 100) },
      ],
    },
    {
      title: t("diagnostics.delay"),
      unit: "ms",
      atLeast: 50,
      lines: [
        { label: t("diagnostics.roundTrip"), value: (sample) => sample.roundTripMs },
        { label: t("diagnostics.jitter"), value: (sample) => sample.jitterMs },
      ],
    },
    {
      title: t("diagnostics.frames"),
      unit: "/s",
      atLeast: 30,
      lines: [{ label: t("diagnostics.receive"), value: (sample) => sample.framesPerSecond }],
    },
  ];
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}
