import { initials, tintOf } from "./initials.ts";
import "./avatar.css";

interface Props {
  readonly id: string;
  readonly name: string;
  readonly size?: "small" | "medium" | "large";
}

/** A person without a picture: initials on a tint that stays the same for the same person. */
export function Avatar({ id, name, size = "medium" }: Props) {
  return (
    <span class={`avatar avatar--${size} avatar--tint-${tintOf(id)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
