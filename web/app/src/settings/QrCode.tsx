import { useEffect, useState } from "preact/hooks";

/** Draws a QR code as one path of unit squares. The encoder is loaded when the first code is shown. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [code, setCode] = useState<{ readonly size: number; readonly path: string } | null>(null);
  useEffect(() => {
    let abandoned = false;
    void import("uqr").then(({ encode }) => {
      if (abandoned) return;
      const { data, size } = encode(text, { ecc: "M", border: 1 });
      setCode({ size, path: squares(data) });
    });
    return () => {
      abandoned = true;
    };
  }, [text]);
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${code?.size ?? 1} ${code?.size ?? 1}`} role="img" aria-label={label}>
        {code !== null && <path d={code.path} />}
      </svg>
    </div>
  );
}

function squares(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
}
