import { DIGEST_BYTES, VaultError } from "../Vault.ts";

export const sha256 = async (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

export const equalBytes = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, index) => byte === other[index]);

/** Rejects with `corrupt` where one of a file's digests is missing (zeros), or all of them in order do not have this digest. */
export async function compareDigests(digests: Uint8Array<ArrayBuffer>, digest: Uint8Array): Promise<void> {
  for (let at = 0; at < digests.length; at += DIGEST_BYTES) {
    if (digests.subarray(at, at + DIGEST_BYTES).every((byte) => byte === 0)) throw new VaultError("corrupt");
  }
  if (!equalBytes(await sha256(digests), digest)) throw new VaultError("corrupt");
}
