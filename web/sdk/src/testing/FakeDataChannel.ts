/** One end of a data channel: what it sends is kept, what it receives is said by the test. */
export class FakeDataChannel {
  readyState: RTCDataChannelState = "connecting";
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  readonly sent: string[] = [];
  full = false;

  constructor(
    readonly label: string,
    readonly init: RTCDataChannelInit,
  ) {}

  send(text: string): void {
    if (this.readyState !== "open") throw new DOMException("not open", "InvalidStateError");
    if (this.full) throw new DOMException("send queue is full", "OperationError");
    this.sent.push(text);
  }

  open(): void {
    this.readyState = "open";
    this.onopen?.();
  }

  receive(data: unknown): void {
    this.onmessage?.({ data });
  }
}
