import type { Key } from "./en.ts";
import { template, type Values } from "./language.ts";
import { pieces } from "./template.ts";

/**
 * A sentence with its values filled in, each inside `<bdi>`: a name in a right-to-left script
 * does not reorder the sentence around it (Unicode UAX #9, isolates).
 */
export function Text<K extends Key>(props: { readonly id: K } & Values<K>) {
  const values: Readonly<Record<string, string>> = props;
  return (
    <>
      {pieces(template(props.id)).map((piece) => ("text" in piece ? piece.text : <bdi>{values[piece.placeholder]}</bdi>))}
    </>
  );
}
