import { describe, expect, test } from "vitest";
import { type Answers, found, sentence, smooth, talk } from "./test-talk.ts";

describe("a run with an account that the function does not act with", () => {
  const ran = {
    status: "ran",
    run: { id: "run_1", status: "succeeded", output: { ts: "1" }, error: null, ms: 12 },
  };
  const several: Answers = {
    ...smooth,
    run_function: () => ran,
    search_catalog: () => ({ operations: [], accounts: { slack: ["support", "sales"] } }),
    read_function: () => found(),
    write_function: (_, times) => ({
      status: "saved",
      name: "postToGeneral",
      version: times,
      created: times === 1,
      operations: ["slack.chat.postMessage"],
    }),
  };
  const aRun = expect.objectContaining({ tool: "run_function" });
  test("asks first, and only a yes changes and runs it", async () => {
    const asked = await talk([sentence, "run it with slack:sales"], several);
    expect(asked.names).not.toContain("run_function");
    expect(asked.names.filter((name) => name === "write_function")).toHaveLength(1);
    const { calls, names, said } = await talk(
      [sentence, "run it with slack:sales", "yes"],
      several,
    );
    expect(names.slice(-3)).toEqual(["propose_flow", "write_function", "run_function"]);
    expect(calls.at(-3)?.input).toMatchObject({
      flow: { steps: [{ account: "sales", with: { channel: "#general" } }] },
    });
    expect(said.slice(-2)).toEqual([
      "I changed `postToGeneral` (version 2).",
      expect.stringMatching(/ran in 12 ms/),
    ]);
  });
  test("runs it as it is, or not at all, where that is the answer", async () => {
    const asItIs = await talk(
      [sentence, "run it with slack:sales", "Run it with slack:support"],
      several,
    );
    expect(asItIs.calls.at(-1)).toEqual(aRun);
    expect(asItIs.names.filter((name) => name === "write_function")).toHaveLength(1);
    const not = await talk([sentence, "run it with slack:sales", "no"], several);
    expect(not.names).not.toContain("run_function");
    expect(not.calls.at(-1)).toMatchObject({ tool: "decline" });
  });
  test("does not run what could not be connected", async () => {
    const lacking: Answers = {
      ...several,
      propose_flow: (_, times) => ({
        status: "ready",
        proposal: "prop_1",
        permissions: [],
        connect:
          times === 1 ? [] : [{ request: "req_2", provider: "slack", scopes: ["chat:write"] }],
      }),
      request_connection: () => ({ status: "denied", missing: ["chat:write"], brokenSteps: [] }),
    };
    const { names, text } = await talk([sentence, "use slack:sales and run it"], lacking);
    expect(names.at(-1)).toBe("write_function");
    expect(text).toMatch(/You said no to the connection/);
  });
});
