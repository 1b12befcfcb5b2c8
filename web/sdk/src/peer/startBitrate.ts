/**
 * Chromium begins to send video at 300 kbit/s. `x-google-start-bitrate` in the description of the remote side tells it where
 * to begin. On a free link its probes find the rest within a second, whatever the start; on a narrow one what is sent before
 * the congestion control has come down stands in the queue, and sound and picture wait behind it. So the start is what a
 * first key frame of 720p needs to leave at once, and no more (bench/call/README.md). Other browsers ignore the parameter.
 */
const START_KBPS = 1_000;

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
