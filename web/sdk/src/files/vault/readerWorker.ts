import { CHUNK_BYTES } from "../Vault.ts";
import { answering } from "./answering.ts";
import { sha256 } from "./digest.ts";
import type { MethodsOf, ReaderMethods } from "./messages.ts";

const reader: MethodsOf<ReaderMethods> = {
  async read(file, index) {
    const data = await file.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).arrayBuffer();
    return { data, digest: await sha256(data) };
  },
};

answering({ ...reader });
