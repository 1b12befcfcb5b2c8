/**
 * Chromium begins to send video at 300 kbit/s and takes half a minute to reach 720p. `x-google-start-bitrate` in the
 * description of the remote side tells it where to begin; the pacer then lets a first key frame of 720p out at once. Its
 * congestion control comes down within two seconds where the link does not carry it (at 500 kbit/s no more sound is
 * concealed than with a start of 1000). Other browsers ignore the parameter.
 */
const START_KBPS = 2_500;

/** Codecs of pictures; repair formats (rtx, red, ulpfec, flexfec) are left alone. */
const VIDEO_CODEC = /^a=rtpmap:(\d+) (?:VP8|VP9|AV1|H264|H265)\//i;

export function withStartBitrate(sdp: string, kbps: number = START_KBPS): string {
  const lines = sdp.split("\r\n");
  const payloads = new Set(lines.flatMap((line) => VIDEO_CODEC.exec(line)?.[1] ?? []));
  const parameter = `x-google-start-bitrate=${kbps}`;
  const described = new Set<string>();
  const changed = lines.map((line) => {
    const payload = /^a=fmtp:(\d+) /.exec(line)?.[1];
    if (payload === undefined || !payloads.has(payload)) return line;
    described.add(payload);
    return `${line};${parameter}`;
  });
  // VP8 has no parameters of its own, so its fmtp line is made.
  return changed
    .flatMap((line) => {
      const payload = VIDEO_CODEC.exec(line)?.[1];
      return payload === undefined || described.has(payload) ? [line] : [line, `a=fmtp:${payload} ${parameter}`];
    })
    .join("\r\n");
}
