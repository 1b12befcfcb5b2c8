import type { Callbox, LogLine } from "@callbox/sdk";
import { useEffect, useState } from "preact/hooks";

/** The connection log so far, and each new line. */
export function useLog(client: Callbox): readonly LogLine[] {
  const [lines, setLines] = useState<readonly LogLine[]>(() => [...client.log]);
  useEffect(() => {
    setLines([...client.log]);
    return client.onLog(() => setLines([...client.log]));
  }, [client]);
  return lines;
}
