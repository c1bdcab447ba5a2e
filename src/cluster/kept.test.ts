import { beforeEach, expect, test } from "vitest";
import { silentLog } from "../core/log.ts";
import { type Bus, createListeners } from "./bus.ts";
import { createKept } from "./kept.ts";

/** What one process says on it, both hear. */
function busOfTwo() {
  const [first, second] = [createListeners(silentLog), createListeners(silentLog)];
  const busOf = (own: typeof first, other: typeof first): Bus => ({
    publish: async (topic, payload) => {
      own.tell(topic, payload, { isOwn: true });
      other.tell(topic, payload, { isOwn: false });
    },
    subscribe: own.subscribe,
    onGap: own.onGap,
    close: async () => {},
  });
  return { here: busOf(first, second), there: busOf(second, first), gap: second.gap };
}

let read: unknown[];
beforeEach(() => {
  read = [];
});

function keptAt(bus: Bus, appId = "app_1") {
  const kept = createKept({ bus, appId, log: silentLog });
  const of = (what: string) => (ids: readonly string[] | undefined) => read.push([what, ids]);
  kept.onChange({
    settings: of("settings"),
    integrations: of("integrations"),
    secrets: of("secrets"),
    files: of("files"),
    ready: of("ready"),
  });
  return kept;
}
/** Listeners are called after whoever says it. */
const heard = () => new Promise((resolve) => setImmediate(resolve));

test("what was changed here is read again elsewhere, and by nobody else", async () => {
  const { here, there } = busOfTwo();
  const kept = createKept({ bus: here, appId: "app_1", log: silentLog });
  keptAt(there);
  keptAt(there, "app_2");
  kept.say("files", ["postToGeneral"]);
  kept.say("secrets");
  await heard();
  expect(read).toEqual([
    ["files", ["postToGeneral"]],
    ["secrets", undefined],
  ]);
});

test("who changed it itself does not read it again", async () => {
  const { here } = busOfTwo();
  keptAt(here).say("settings");
  await heard();
  expect(read).toEqual([]);
});

test("after a gap all of it is read again; once it is closed, nothing is", async () => {
  const { there, gap } = busOfTwo();
  const kept = keptAt(there);
  gap();
  await heard();
  expect(read).toEqual(
    ["settings", "integrations", "secrets", "files", "ready"].map((what) => [what, undefined]),
  );
  kept.close();
  gap();
  await heard();
  expect(read).toHaveLength(5);
});
