import { icons, type IconName } from "./icons.ts";
import "./icon.css";

/** A picture beside or instead of a word; the word itself is the accessible name, so the picture is hidden from it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
