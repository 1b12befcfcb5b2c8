/** Who says hello, besides what the session itself knows. */
export interface Identity {
  readonly secret: string;
  readonly name: string | null;
  readonly listed: boolean;
  /** The device id of an earlier welcome. */
  readonly device: string | null;
  /** The id that the next call placed from here will have. */
  readonly nextCall: string;
}

export interface Resume {
  readonly token: string;
  readonly seq: number;
}

const PROTOCOL = 1;
const AGENT = "callbox-web/0.1";

/** The first frame of a connection (docs/PROTOCOL.md, hello). */
export const helloFrame = (id: string, { secret, name, listed, device, nextCall }: Identity, resume: Resume | null): object => ({
  type: "hello",
  id,
  protocol: PROTOCOL,
  auth: { kind: "open", secret },
  ...(name === null ? {} : { name }),
  listed,
  ...(device === null ? {} : { device }),
  ...(resume === null ? {} : { resume }),
  nextCall,
  agent: AGENT,
});
