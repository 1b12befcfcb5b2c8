/// <reference types="vite/client" />

/** The messages of `protocol/golden`; those of clients and the server are read by the server's tests as well. */
const files = import.meta.glob<object>("../../../../protocol/golden/{client,server,peer,link}/*.json", { eager: true, import: "default" });

const named = (folder: "client" | "server" | "peer" | "link"): ReadonlyMap<string, object> =>
  new Map(
    Object.entries(files)
      .filter(([path]) => path.includes(`/${folder}/`))
      .map(([path, message]) => [path.replace(/^.*\//, "").replace(/\.json$/, ""), message]),
  );

export const clientMessages = named("client");
export const serverMessages = named("server");
export const peerMessages = named("peer");
export const linkMessages = named("link");

export function golden(messages: ReadonlyMap<string, object>, name: string): object {
  const message = messages.get(name);
  if (message === undefined) throw new Error(`no golden message ${name}`);
  return message;
}
