import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

interface Props {
  readonly multiple?: boolean;
  /** Attributes of the input. */
  readonly marks: Readonly<Record<`data-${string}`, string>>;
  readonly onFiles: (files: readonly File[]) => void;
  /** Draws the button that opens the browser's dialog. */
  readonly children: (choose: () => void) => ComponentChildren;
}

/** The browser's own field for files cannot be drawn as the page is; so it is hidden, and a button presses it. */
export function FileInput({ multiple = false, marks, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        {...marks}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file once more must be a change again.
          currentTarget.value = "";
          onFiles(files);
        }}
      />
    </>
  );
}
