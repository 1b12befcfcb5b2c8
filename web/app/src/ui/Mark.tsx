import "./mark.css";

/** The sign of the house, as in public/icon.svg: the booth with its lamp. */
export function Mark({ lit }: { readonly lit: boolean }) {
  return (
    <svg class="mark" data-lit={lit} viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark__lamp" d="M12.5 5.2a3.5 3.5 0 0 1 7 0Z" />
      <path class="mark__booth" d="M7.5 8.5A2.5 2.5 0 0 1 10 6h12a2.5 2.5 0 0 1 2.5 2.5V29h-17Z" />
      <path class="mark__panes" d="M10.5 10h5v5h-5ZM16.5 10h5v5h-5ZM10.5 16h5v5h-5ZM16.5 16h5v5h-5ZM10.5 22h5v4.5h-5ZM16.5 22h5v4.5h-5Z" />
      <path class="mark__booth" d="M5.5 28.5h21v2h-21Z" />
    </svg>
  );
}
