import { useEffect, useState } from "preact/hooks";

/** How long "Copied" stays. */
const SHOWN_MS = 2500;

/** Copies text and says for a moment that it did. Without a clipboard (insecure page) `select` marks the text for the person to copy. */
export function useCopy(select?: () => void): readonly [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (text: string) => {
    if (navigator.clipboard === undefined) select?.();
    else navigator.clipboard.writeText(text).then(() => setCopied(true), () => select?.());
  };
  return [copied, copy];
}
