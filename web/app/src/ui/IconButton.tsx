import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import "./icon-button.css";

interface Props {
  readonly icon: IconName;
  /** The accessible name, and the tip that appears on hover and focus. */
  readonly label: string;
  readonly onClick: () => void;
  /** `plain` in bars; `tinted` beside a name; `main` for what one came to do; `go` and `stop` for answering and ending. */
  readonly kind?: "plain" | "tinted" | "main" | "go" | "stop";
  /** The id of an element that says more than the name. */
  readonly describedBy?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  /** Where the tip appears. */
  readonly tip?: "above" | "below" | "none";
  /** The key that does the same, shown in the tip. */
  readonly shortcut?: string;
}

export function IconButton({ icon, label, onClick, kind = "plain", describedBy, pressed, expanded, disabled, tip = "below", shortcut }: Props) {
  return (
    <button
      type="button"
      class={`icon-button icon-button--${kind}`}
      aria-label={label}
      aria-describedby={describedBy}
      aria-keyshortcuts={shortcut}
      aria-expanded={expanded}
      data-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {tip !== "none" && (
        <span class={`tip tip--${tip}`} aria-hidden="true">
          {label}
          {shortcut !== undefined && <kbd>{shortcut}</kbd>}
        </span>
      )}
    </button>
  );
}
