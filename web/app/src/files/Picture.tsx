import type { FileTransfer } from "@callbox/sdk";
import { Icon } from "../ui/Icon.tsx";

/** What may be shown of what the other side sent: pictures of dots. Nothing that could hold a script or an address, as SVG can. */
const SHOWN = /^data:image\/(?:jpeg|png|webp);base64,/;

/** The preview of an image, or a sheet of paper. It says nothing that the name does not. */
export function Picture({ transfer: { preview } }: { readonly transfer: Pick<FileTransfer, "preview"> }) {
  return (
    <span class="file__picture" aria-hidden="true">
      {preview !== null && SHOWN.test(preview) ? <img src={preview} alt="" decoding="async" draggable={false} /> : <Icon name="file" />}
    </span>
  );
}
