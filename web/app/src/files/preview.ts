import { MAX_PREVIEW_CHARACTERS } from "@callbox/sdk";

/** The longer side of a preview, in pixels: twice what it is shown at. */
const MAX_SIDE = 160;
/** Larger images are scans and panoramas, which take more memory to decode than a preview is worth. */
const MAX_DECODED_BYTES = 64_000_000;
/** Tried in this order until one is small enough. WebP keeps what is transparent; a browser that cannot write it gives PNG, which is passed over. */
const ATTEMPTS = [
  ["image/webp", 0.75],
  ["image/jpeg", 0.7],
  ["image/jpeg", 0.4],
] as const;

/** A small picture of an image as a `data:` address, or null: for everything else, and for what the browser cannot decode. */
export async function previewOf(file: File): Promise<string | null> {
  if (!file.type.startsWith("image/") || file.size > MAX_DECODED_BYTES) return null;
  try {
    const bitmap = await createImageBitmap(file);
    try {
      return drawn(bitmap);
    } finally {
      bitmap.close();
    }
  } catch {
    return null;
  }
}

function drawn(bitmap: ImageBitmap): string | null {
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  for (const [type, quality] of ATTEMPTS) {
    const address = canvas.toDataURL(type, quality);
    if (address.startsWith(`data:${type};base64,`) && address.length <= MAX_PREVIEW_CHARACTERS) return address;
  }
  return null;
}
