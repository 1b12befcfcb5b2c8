/** Which codec a picture has: 0 is the one that is used where none is chosen, 1 and 2 are others, as far as they were agreed on. */
export type CodecChoice = 0 | 1 | 2;

/**
 * In the order in which they are to be tried. With the last two Chromium sends forward error correction (RFC 5109) once a link has lost something and is slow: half as much again, above what it has been allowed, so
 * that a narrow link that was full once stays full. With the first two it does not: of these no packet can be left out, and what is lost is asked for again instead (docs/adr/0022). AV1 costs the most to encode.
 */
const OTHER_CODECS: readonly string[] = ["video/H264", "video/AV1", "video/VP9", "video/VP8"];

/**
 * With another codec a browser begins another stream, without what the former one has to send again, which `active` alone does not end (WebRTC Extensions,
 * RTCRtpEncodingParameters.codec; a browser without it ignores it). On a narrow link that is seconds of a larger picture, and after an outage what was sent into it: nobody needs
 * that any more, and the next picture would wait behind it.
 *
 * `usual`: what was used before any was chosen; undefined while none has been. Chromium keeps to the one that was chosen, and lists it first, also when it is not chosen any more.
 */
export function chooseCodec({ codecs, encodings }: RTCRtpSendParameters, choice: CodecChoice, usual: RTCRtpCodec | undefined): void {
  if (usual === undefined) return;
  const others = OTHER_CODECS.flatMap((type) => (type === usual.mimeType ? [] : codecs.filter(({ mimeType }) => mimeType === type).slice(0, 1)));
  if (others.length === 0) return;
  const chosen = [usual, ...others][choice] ?? usual;
  for (const encoding of encodings as (RTCRtpEncodingParameters & { codec?: RTCRtpCodec })[]) encoding.codec = chosen;
}
