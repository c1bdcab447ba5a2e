import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { escapeText, formatTemplate } from "../../src/flow/paths.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { flowOf, post, written } from "./attack.ts";
import { type ObeyingGround, createObeyingGround } from "./ground.ts";

/** A text of a prompt is, at run time, exactly that text: through prompt, flow, code, checks and sandbox. */
let ground: ObeyingGround;
let builtin: TestServer;

beforeAll(async () => {
  [ground, builtin] = [await createObeyingGround(), await startServer()];
});
afterAll(async () => {
  await ground.close();
  await builtin.close();
});

const pieces = fc.oneof(
  fc.constantFrom(
    ..."` ${ ${x} } \\ \\\\ \\u0041 \\x41 */ /* // <!-- {{x}} {{{x}}} {{secrets.VAULT_KEY}} % %00 ' ; --".split(
      " ",
    ),
    ..."\n\r\t\0\v\f\u1680\u2003\u202f\u205f\u3000\u2028\u2029\u202e\u2066\u200b\u200d\ufeff\u00a0\u0085\ud800\udfff\uffff",
    "</script>",
    "\u{1f469}\u200d\u{1f467}",
    "e\u0301",
    "\u{e0041}",
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
  fc.string({ unit: "grapheme", maxLength: 3 }),
  fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
);
const texts = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
/** Other texts at every run: a failure names the seed. */
const seed = Date.now();
const sample = (count: number) => fc.sample(texts, { numRuns: count, seed });

/** Saves a function that answers with this, and runs it once. */
async function runOf(name: string, flow: unknown): Promise<any> {
  await ground.turn(name, `Make ${name}`, written(flow));
  return (await ground.server.json(`/api/functions/${name}/run`, "POST", { input: {} })).body;
}

test("as values, member names, defaults and the text of a message", async () => {
  const values = sample(300);
  const members = Object.fromEntries(sample(60).map((text, index) => [`${text}${index}`, text]));
  const defaults = sample(20);
  const message = sample(10).join("");
  const inputs = Object.fromEntries(
    defaults.map((text, index) => [
      `given${index}`,
      { type: "string", default: text, description: text.slice(0, 400) || "text" },
    ]),
  );
  const output = {
    values: values.map(escapeText),
    members: Object.fromEntries(
      Object.entries(members).map(([name, text]) => [name, escapeText(text)]),
    ),
    defaults: defaults.map((_, index) => `\${inputs.given${index}}`),
    beside: values
      .slice(0, 60)
      .map((literal) =>
        formatTemplate([{ literal }, { path: { root: "inputs", keys: ["given0"] } }]),
      ),
  };
  const run = await runOf("literals", {
    ...flowOf("literals", [post(escapeText(message))], { inputs, output }),
    description: values.join("").slice(0, 1_900),
  });
  expect([run.status, run.error, seed]).toEqual(["succeeded", null, seed]);
  const beside = values.slice(0, 60).map((text) => text + (defaults[0] ?? ""));
  expect(run.output).toEqual({ values, members, defaults, beside });
  // Half of a surrogate pair has no form on the wire (WHATWG Encoding, UTF-8 encode).
  expect(await ground.messages()).toContain(message.toWellFormed());
});

test("from the prompt on", async () => {
  const quoted = sample(150)
    .map((text) => text.replaceAll(/["“”„«»‹›'‘’`]/g, "").trim())
    .filter((text) => text !== "");
  const understood = await Promise.all(
    quoted.map(async (text) => {
      const { body } = await builtin.json("/api/plan", "POST", {
        prompt: `Send a Slack message to #general saying "${text}"`,
      });
      return body.flow?.steps[0].with.text ?? null;
    }),
  );
  const run = await runOf("prompted", flowOf("prompted", [post()], { output: understood }));
  expect([run.status, run.error, seed]).toEqual(["succeeded", null, seed]);
  expect(run.output).toEqual(quoted);
});
