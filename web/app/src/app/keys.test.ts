import { describe, expect, test } from "vitest";
import { commandOf, type KeyContext, type KeyPress } from "./keys.ts";

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...changes });
const at = (view: KeyContext["view"], drawerOpen = false): KeyContext => ({ view, drawerOpen });

describe("in a call", () => {
  test.each([
    ["m", "microphone"],
    ["M", "microphone"],
    ["v", "camera"],
    ["s", "screen"],
    ["c", "chat"],
    ["?", "help"],
  ])("%s is %s", (key, command) => {
    expect(commandOf(press(key), at("call"))).toBe(command);
  });

  test("Escape asks before it hangs up", () => {
    expect(commandOf(press("Escape"), at("call"))).toBe("ask-hang-up");
  });

  test("Escape closes the drawer first", () => {
    expect(commandOf(press("Escape"), at("call", true))).toBe("close-drawer");
  });

  test("Enter does nothing", () => {
    expect(commandOf(press("Enter"), at("call"))).toBeNull();
  });
});

describe("while a call comes in", () => {
  test("Enter accepts and Escape declines, whatever else is open", () => {
    expect(commandOf(press("Enter"), at("incoming", true))).toBe("accept");
    expect(commandOf(press("Escape"), at("incoming", true))).toBe("decline");
  });

  test("a key that is held down does not answer", () => {
    expect(commandOf(press("Enter", { repeat: true }), at("incoming"))).toBeNull();
  });

  test("nothing is switched before the answer", () => {
    expect(commandOf(press("v"), at("incoming"))).toBeNull();
  });
});

test("there is nobody to write to before the answer", () => {
  expect(commandOf(press("c"), at("outgoing"))).toBeNull();
});

test("Escape cancels a call that nobody has answered", () => {
  expect(commandOf(press("Escape"), at("outgoing"))).toBe("cancel");
});

test.each(["m", "Escape", "Enter", "?"])("%s is left to an open dialog", (key) => {
  expect(commandOf(press(key), at("dialog"))).toBeNull();
});

test.each(["ctrlKey", "metaKey", "altKey"] as const)("shortcuts of the browser with %s are left alone", (modifier) => {
  expect(commandOf(press("s", { [modifier]: true }), at("call"))).toBeNull();
});
