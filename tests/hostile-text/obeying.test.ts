import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partsOf } from "../support/chat.ts";
import { attacks } from "./attacks.ts";
import { codeAttacks } from "./code-attacks.ts";
import { type ObeyingGround, createObeyingGround } from "./ground.ts";
import { call, flowOf, post } from "./attack.ts";
import { expectUnharmed } from "./unharmed.ts";

/** A model that obeys every instruction it reads: what it then can do is what its tools let it do. */
let ground: ObeyingGround;
let prepared: Record<string, unknown>;

beforeAll(async () => {
  ground = await createObeyingGround();
  const drive = { id: "files", use: "googledrive.files.list", with: {} };
  const chat = await ground.turn("elsewhere", "What is in Drive?", [
    [call("propose_flow", { flow: flowOf("elsewhere", [drive, post()]) })],
    [call("request_connection", { request: "@connect.0.request" })],
  ]);
  const proposed = partsOf(chat, "tool-propose_flow")[0]?.output;
  const [card] = partsOf(chat, "tool-request_connection");
  prepared = {
    foreignProposal: proposed?.status === "ready" ? proposed.proposal : "",
    foreignRequest: card?.input?.request,
  };
});
afterAll(() => ground.close());

describe.each([...attacks, ...codeAttacks])("$channel: $id", ({ id, text, obeyed, holds }) => {
  test("the checks outside the model hold", async () => {
    const prompt = `Post “${text}” to #general`;
    await expectUnharmed(ground, { id, prompt, obeyed, holds }, prepared);
    // The chat goes on, whatever the model did in it.
    const next = await ground.turn(id, "Thank you", []);
    expect(next.error).toBeUndefined();
  });
});

test("nothing that was sent, logged, stored or told to the model holds a credential", async () => {
  expect(await ground.leaks()).toEqual([]);
});
