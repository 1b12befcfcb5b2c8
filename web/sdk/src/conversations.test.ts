import { test } from "vitest";
import { Conversation, conversations } from "./testing/Conversation.ts";

test.each([...conversations])("%s", async (_, script) => {
  await new Conversation(script).happens();
});
