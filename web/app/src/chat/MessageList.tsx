import type { CallSnapshot, ChatMessage } from "@callbox/sdk";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatMoment, formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { Text } from "../i18n/Text.tsx";
import { Icon } from "../ui/Icon.tsx";
import { deliveryOf } from "./delivery.ts";
import { type Group, groupsOf, keyOf } from "./groups.ts";
import { pieces } from "./links.ts";

/** So near to its end (CSS px) the list follows what comes; who has scrolled back is left to read. */
const NEAR_END = 48;

export function MessageList({ call }: { readonly call: CallSnapshot }) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { messages } = call.chat;
  const last = messages.at(-1);
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && (atEnd.current || last?.from === null)) element.scrollTop = element.scrollHeight;
  }, [last]);
  return (
    <div
      ref={list}
      class="chat__list"
      role="log"
      aria-label={t("chat.messages")}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => (atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END)}
    >
      <ol>
        {groupsOf(messages).map((group) => (
          <GroupOfMessages key={group.key} group={group} call={call} />
        ))}
      </ol>
    </div>
  );
}

function GroupOfMessages({ group, call }: { readonly group: Group; readonly call: CallSnapshot }) {
  return (
    <li class="chat__group" data-own={group.from === null}>
      <p class="chat__from">
        <bdi>{group.from?.name ?? t("call.you")}</bdi> <time dateTime={new Date(group.at).toISOString()}>{formatMoment(group.at, group.at)}</time>
      </p>
      {group.messages.map((message) => (
        <Message key={keyOf(message)} message={message} call={call} />
      ))}
    </li>
  );
}

/** Text nodes and anchors, whatever the text is: nothing in it is parsed as markup. */
function Message({ message, call }: { readonly message: ChatMessage; readonly call: CallSnapshot }) {
  const delivery = deliveryOf(message, call);
  return (
    <div class="chat__message" data-delivery={delivery?.state}>
      <p class="chat__text" dir="auto">
        {pieces(message.text).map((piece) =>
          "href" in piece ? (
            <a href={piece.href} title={piece.href} target="_blank" rel="noopener noreferrer nofollow">
              {piece.text}
            </a>
          ) : (
            piece.text
          ),
        )}
      </p>
      {delivery?.state === "delivered" && (
        <span class="chat__mark" title={t("chat.delivered")}>
          <Icon name="check" />
          <span class="visually-hidden">{t("chat.delivered")}</span>
        </span>
      )}
      {delivery !== null && delivery.state !== "delivered" && (
        <span class="chat__mark">
          <Icon name={delivery.state === "waiting" ? "clock" : "warning"} />
          {delivery.partly || delivery.state === "missed" ? <Text id={`chat.${delivery.state}`} name={formatNames(delivery.lacking)} /> : t("chat.waiting.all")}
        </span>
      )}
    </div>
  );
}
