import "./booth.css";

/** The house: a phone booth at dusk. Its lamp is lit while the person is online. */
export function Booth({ lit }: { readonly lit: boolean }) {
  return (
    <svg class="booth" data-lit={lit} viewBox="0 0 320 400" aria-hidden="true">
      <ellipse class="booth__glow" cx="160" cy="372" rx="150" ry="20" />
      <ellipse class="booth__shadow" cx="160" cy="374" rx="104" ry="11" />
      <rect class="booth__frame" x="78" y="356" width="164" height="18" rx="5" />
      <rect class="booth__frame" x="86" y="76" width="148" height="284" rx="10" />
      <path class="booth__roof" d="M78 76c0-9 6-15 14-17l14-15c3-3 7-5 12-5h84c5 0 9 2 12 5l14 15c8 2 14 8 14 17Z" />
      <rect class="booth__sign" x="104" y="52" width="112" height="17" rx="4" />
      <path class="booth__letters" d="M122 60.5h10M142 60.5h14M166 60.5h8M184 60.5h14" />
      <circle class="booth__halo" cx="160" cy="30" r="26" />
      <path class="booth__lamp" d="M149 39a11 11 0 0 1 22 0Z" />
      <g class="booth__panes">
        <rect x="100" y="90" width="56" height="60" rx="4" />
        <rect x="164" y="90" width="56" height="60" rx="4" />
        <rect x="100" y="158" width="56" height="92" rx="4" />
        <rect x="164" y="158" width="56" height="92" rx="4" />
        <rect x="100" y="258" width="56" height="88" rx="4" />
        <rect x="164" y="258" width="56" height="88" rx="4" />
      </g>
      <path class="booth__shine" d="M106 146 142 94M106 246l44-64M170 246l44-64" />
      <g class="booth__phone">
        <rect x="115" y="168" width="26" height="44" rx="5" />
        <path d="M121 178h14M128 192v0M128 212c0 14 -14 12 -14 22s10 10 12 2" />
      </g>
      <rect class="booth__handle" x="226" y="212" width="5" height="34" rx="2.5" />
    </svg>
  );
}
