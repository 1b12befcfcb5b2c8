/** The names of the `{placeholders}` in a template, as a type. */
export type Placeholders<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

export type Piece = { readonly text: string } | { readonly placeholder: string };

/** Cuts a template into text and placeholders: `"Call {name}"` is `[{text: "Call "}, {placeholder: "name"}]`. */
export function pieces(template: string): Piece[] {
  return template
    .split(/(\{[a-z]+\})/i)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{") ? { placeholder: piece.slice(1, -1) } : { text: piece }));
}

export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return pieces(template)
    .map((piece) => ("text" in piece ? piece.text : (values[piece.placeholder] ?? "")))
    .join("");
}
