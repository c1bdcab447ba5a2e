import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { silentLog } from "../../core/log.ts";
import { checkFlow } from "../../flow/check.ts";
import type { Flow, FlowStep } from "../../flow/schema.ts";
import { usesOf } from "../../flow/uses.ts";
import { createFunctions } from "../../functions/functions.ts";
import { createRenderer } from "../../functions/render.ts";
import { createVerifier } from "../../functions/verify.ts";
import { computePermissions } from "../../permissions/compute.ts";
import { defaultAppId } from "../../store/database.ts";
import { openTestDatabase } from "../../store/ground.ts";
import { createFunctionStore } from "../../store/functions.ts";
import { understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const catalog = createCatalog(connectors, providers);
const vocabulary = vocabularyOf(catalog);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../../templates", import.meta.url)),
});

function say(prompt: string, flow: Flow) {
  return understand(prompt, {
    vocabulary,
    functions: [flow.name],
    current: { name: flow.name, version: 1, flow },
    now: new Date("2027-01-11T09:00:00Z"),
    timezone: "UTC",
  });
}

function edited(prompt: string, flow: Flow): Flow {
  const intent = say(prompt, flow);
  if (intent.kind !== "edit") throw new Error(`"${prompt}": ${JSON.stringify(intent)}`);
  expect(checkFlow(intent.flow, catalog)).toMatchObject({ status: "ok" });
  return intent.flow;
}

const scopesOf = (flow: Flow) =>
  computePermissions(usesOf(flow, catalog), catalog)
    .map(({ scope }) => scope)
    .toSorted();

/** Words that mean nothing, all as long, so that the formatter breaks no line elsewhere. */
const word = fc.stringMatching(/^[b-df-hj-np-tv-xz]{9}$/).map((letters) => `q${letters}`);
const words = fc.uniqueArray(word, { minLength: 12, maxLength: 12 });

/** Up to three steps of different tools, each value of its own. */
const flows = fc
  .record({
    words,
    kinds: fc.subarray(["post", "mail", "task", "event"] as const, { minLength: 1 }),
  })
  .map(({ words: all, kinds }) => ({ all, kinds, flow: flowOf(all, kinds) }));

type Kind = "post" | "mail" | "task" | "event";

function flowOf(all: readonly string[], kinds: readonly Kind[]): Flow {
  const value = (index: number) => all[index] ?? "";
  const steps: Readonly<Record<Kind, FlowStep>> = {
    post: {
      id: "message",
      use: "slack.chat.postMessage",
      with: { channel: `#${value(0)}`, text: value(1) },
    },
    mail: {
      id: "email",
      use: "gmail.users.messages.send",
      with: { to: `${value(2)}@acme.test`, subject: value(3), body: value(4) },
    },
    task: {
      id: "task",
      use: "googletasks.tasks.insert",
      with: { title: value(5), notes: value(6) },
    },
    event: {
      id: "event",
      use: "googlecalendar.events.insert",
      with: {
        summary: value(7),
        start: "2027-05-03T10:00:00",
        timeZone: "UTC",
        location: value(8),
      },
    },
  };
  return {
    name: "made",
    description: "Made for a test.",
    trigger: { type: "webhook" },
    inputs: {},
    steps: kinds.map((kind) => steps[kind]),
  };
}

/** Sentences that give one literal of a flow another value. */
const replacements: Readonly<
  Record<Kind, readonly (readonly [index: number, sentence: (next: string) => string])[]>
> = {
  post: [
    [0, (next) => `post it in #${next} instead`],
    [0, (next) => `ändere den Kanal auf #${next}`],
    [1, (next) => `change the slack text to '${next}'`],
  ],
  mail: [
    [2, (next) => `send the mail to ${next}@acme.test instead`],
    [3, (next) => `subject: ${next}`],
    [3, (next) => `el asunto debe ser '${next}'`],
    [4, (next) => `the email body should be '${next}'`],
  ],
  task: [
    [5, (next) => `the task title should be '${next}'`],
    [6, (next) => `task notes: ${next}`],
  ],
  event: [
    [7, (next) => `rename the event to '${next}'`],
    [8, (next) => `location: ${next}`],
    [8, (next) => `lieu: ${next}`],
  ],
};

const replacing = flows.chain(({ all, kinds, flow }) =>
  fc.constantFrom(...kinds.flatMap((kind) => replacements[kind])).map(([index, sentence]) => ({
    flow,
    before: all[index] ?? "",
    next: all[11] ?? "",
    sentence: sentence(all[11] ?? ""),
  })),
);

describe("a change of one value", () => {
  test("changes that value, and no other byte of flow and code", async () => {
    await fc.assert(
      fc.asyncProperty(replacing, async ({ flow, before, next, sentence }) => {
        const after = edited(sentence, flow);
        expect(JSON.stringify(after)).toBe(JSON.stringify(flow).replaceAll(before, next));
        const [old, fresh] = await Promise.all(
          [flow, after].map((one) => renderer.render(one, "a sentence")),
        );
        expect(fresh).toBe(old?.replaceAll(before, next));
        expect(scopesOf(after)).toEqual(scopesOf(flow));
      }),
      { numRuns: 60 },
    );
  });
  test("said again changes nothing, and makes no version", () => {
    fc.assert(
      fc.property(replacing, ({ flow, sentence }) => {
        const after = edited(sentence, flow);
        expect(say(sentence, after).kind).toBe("ask");
      }),
      { numRuns: 60 },
    );
  });
});

const additions = [
  ["post", "slack", (next: string) => `then post '${next}' to slack #${next}`],
  ["mail", "email", (next: string) => `also email ${next}@acme.test '${next}'`],
  ["task", "task", (next: string) => `and also create a google task '${next}'`],
  ["event", "document", (next: string) => `first create a google doc called '${next}'`],
] as const;

const adding = fc
  .tuple(flows, fc.constantFrom(...additions))
  .filter(([{ kinds }, [kind]]) => !kinds.includes(kind))
  .map(([{ all, flow }, [, thing, sentence]]) => ({
    flow,
    thing,
    sentence: sentence(all[10] ?? ""),
  }));

describe("a step more, and away again", () => {
  test("leaves the others as they were, and asks for its own permissions only", () => {
    fc.assert(
      fc.property(adding, ({ flow, thing, sentence }) => {
        const after = edited(sentence, flow);
        const ids = new Set(flow.steps.map(({ id }) => id));
        const [fresh, ...more] = after.steps.filter(({ id }) => !ids.has(id));
        expect(more).toEqual([]);
        expect(JSON.stringify(after.steps.filter(({ id }) => ids.has(id)))).toBe(
          JSON.stringify(flow.steps),
        );
        expect(scopesOf(after)).toEqual(
          [
            ...new Set([...scopesOf(flow), ...scopesOf({ ...flow, steps: fresh ? [fresh] : [] })]),
          ].toSorted(),
        );
        const back = edited(`remove the ${thing} step`, after);
        expect(JSON.stringify(back.steps)).toBe(JSON.stringify(flow.steps));
        expect(scopesOf(back)).toEqual(scopesOf(flow));
      }),
      { numRuns: 60 },
    );
  });
});

describe("whatever is said", () => {
  test("the flow stays valid, and its name the same unless it is renamed", () => {
    const scrap = fc.oneof(
      fc.constantFrom(
        ..."not but instead also remove only first before after the subject text to #x and , : 'hi' a@b.test if over 100 input no rename it draft every day at 9".split(
          " ",
        ),
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(flows, fc.array(scrap, { maxLength: 9 }), ({ flow }, scraps) => {
        const intent = say(scraps.join(" "), flow);
        const after = intent.kind === "edit" ? intent.flow : flow;
        expect(checkFlow(after, catalog)).toMatchObject({ status: "ok" });
        expect(after.name === flow.name || scraps.includes("rename")).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  const mail = {
    id: "email",
    use: "gmail.users.messages.send",
    with: { to: "kim@acme.test", subject: "Hi", body: "All is well" },
  };
  const message = {
    id: "message",
    use: "slack.chat.postMessage",
    with: { channel: "#ops", text: "Sent" },
  };
  const task = {
    id: "task",
    use: "googletasks.tasks.insert",
    with: { title: "Call", notes: "Soon" },
  };
  test.each([
    ["text also first", mail],
    ["-@0.0", message],
  ] as const)("%s: so does this one", (sentence, first) => {
    const flow: Flow = {
      name: "tell",
      description: "Tells.",
      trigger: { type: "webhook" },
      inputs: {},
      steps: [first, task],
    };
    const intent = say(sentence, flow);
    const after = intent.kind === "edit" ? intent.flow : flow;
    expect(checkFlow(after, catalog)).toMatchObject({ status: "ok" });
  });
});

describe("undo", () => {
  test("gives back exactly what was there", async () => {
    const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
    const db = await openTestDatabase(folder);
    const functions = createFunctions({
      store: createFunctionStore(db, defaultAppId, { now: () => 1_800_000_000_000 }),
      renderer,
      verifier: createVerifier({ catalog }),
      catalog,
      mirrorDir: join(folder, "mirror"),
      log: silentLog,
    });
    await fc.assert(
      fc.asyncProperty(replacing, async ({ flow, sentence }) => {
        const first = await functions.save(flow, { prompt: "a sentence" });
        await functions.save(edited(sentence, flow), { prompt: sentence, base: 1 });
        const back = await functions.undo(flow.name);
        expect(back).toMatchObject({ version: 3, code: first.code, flow: first.flow });
        expect(back?.permissions).toEqual(first.permissions);
        await functions.remove(flow.name);
      }),
      { numRuns: 4 },
    );
    await db.destroy();
    rmSync(folder, { recursive: true });
  });
});
