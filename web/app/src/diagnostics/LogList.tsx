import type { LogLine } from "@callbox/sdk";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatLogTime } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";

/** The connection log. It stays at its end as long as the reader is there. */
export function LogList({ lines }: { readonly lines: readonly LogLine[] }) {
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (atEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [lines]);
  return (
    <section class="log" aria-labelledby="log-title">
      <h3 id="log-title">{t("diagnostics.log")}</h3>
      {lines.length === 0 && <p class="diagnostics__hint">{t("diagnostics.empty")}</p>}
      <ol
        ref={list}
        tabIndex={0}
        aria-labelledby="log-title"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {lines.map((line, index) => (
          <li key={index} data-level={line.level}>
            <time>{formatLogTime(line.time)}</time> <b>{t(`diagnostics.level.${line.level}`)}</b> <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
