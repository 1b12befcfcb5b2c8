import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Fails the build when what a first visit loads (entry, its static imports, their style sheets) grows over `limitBytes` gzipped. */
export function firstLoadLimit(limitBytes: number): Plugin {
  return {
    name: "callbox:first-load-limit",
    apply: "build",
    generateBundle(_options, bundle) {
      const files = firstLoad(bundle);
      const bytes = files.reduce((sum, file) => sum + gzippedBytes(bundle[file]), 0);
      const sentence = `the first load is ${bytes} bytes gzipped, the limit ${limitBytes}`;
      if (bytes > limitBytes) this.error(`${sentence}. Load something later, or raise FIRST_LOAD_LIMIT_BYTES with a reason.`);
      this.info(sentence);
    },
  };
}

function firstLoad(bundle: Rolldown.OutputBundle): readonly string[] {
  const files = new Set<string>();
  const visit = (file: string) => {
    const chunk = bundle[file];
    if (files.has(file) || chunk?.type !== "chunk") return;
    files.add(file);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    chunk.imports.forEach(visit);
  };
  for (const output of Object.values(bundle)) if (output.type === "chunk" && output.isEntry) visit(output.fileName);
  return [...files];
}

function gzippedBytes(output: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): number {
  return output === undefined ? 0 : gzipSync(output.type === "chunk" ? output.code : output.source, { level: 9 }).length;
}
