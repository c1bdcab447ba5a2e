import type { AssistantModelMessage, ModelMessage, ToolModelMessage } from "ai";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sizeOf, trimHistory } from "./history.ts";

const names = ["write_function", "read_function", "propose_flow", "search_catalog", "ask_person"];

interface Call {
  readonly tool: string;
  /** Characters of its answer. */
  readonly size: number;
  /** Whether the answer waits for an approval first. */
  readonly approved: boolean;
}

let calls = 0;

function messagesOf(said: string, made: readonly Call[], end: string): ModelMessage[] {
  return [
    { role: "user", content: said },
    ...made.flatMap(({ tool, size, approved }): ModelMessage[] => {
      const toolCallId = `call_${calls++}`;
      const value = { status: "done", name: "post", code: "x".repeat(size) };
      return [
        {
          role: "assistant",
          content: [
            { type: "text", text: "…" },
            { type: "tool-call", toolCallId, toolName: tool, input: { name: "post" } },
            ...(approved
              ? [{ type: "tool-approval-request" as const, approvalId: toolCallId, toolCallId }]
              : []),
          ],
        },
        {
          role: "tool",
          content: [
            ...(approved
              ? [
                  {
                    type: "tool-approval-response" as const,
                    approvalId: toolCallId,
                    approved: true,
                  },
                ]
              : []),
            { type: "tool-result", toolCallId, toolName: tool, output: { type: "json", value } },
          ],
        },
      ];
    }),
    ...(end ? [{ role: "assistant" as const, content: end }] : []),
  ];
}

const call = fc.record({
  tool: fc.constantFrom(...names),
  size: fc.integer({ min: 0, max: 3000 }),
  approved: fc.boolean(),
});
const exchange = fc.record({
  said: fc.string({ minLength: 1, maxLength: 600 }),
  made: fc.array(call, { maxLength: 4 }),
  end: fc.string({ maxLength: 300 }),
});
const conversation = fc
  .array(exchange, { minLength: 1, maxLength: 8 })
  .map((exchanges) => exchanges.map(({ said, made, end }) => messagesOf(said, made, end)));
const budget = fc.integer({ min: 0, max: 12_000 });

type Part =
  | Exclude<AssistantModelMessage["content"], string>[number]
  | ToolModelMessage["content"][number];
const partsOf = (messages: readonly ModelMessage[]) =>
  messages.flatMap(({ role, content }): Part[] =>
    (role === "assistant" || role === "tool") && typeof content !== "string" ? content : [],
  );
const idsOf = (messages: readonly ModelMessage[], type: "tool-call" | "tool-result") =>
  partsOf(messages).flatMap((part) => (part.type === type ? part.toolCallId : []));

describe("whatever was said and however small the budget", () => {
  test("a call and its answer stay or go together, each once, in order", () => {
    fc.assert(
      fc.property(conversation, budget, (exchanges, max) => {
        const trimmed = trimHistory(exchanges.flat(), max);
        const made = idsOf(trimmed, "tool-call");
        expect(idsOf(trimmed, "tool-result")).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
        const all = idsOf(exchanges.flat(), "tool-call");
        expect(made).toEqual(all.filter((id) => made.includes(id)));
        const asked = partsOf(trimmed).flatMap((part) =>
          part.type === "tool-approval-request" ? part.approvalId : [],
        );
        const answered = partsOf(trimmed).flatMap((part) =>
          part.type === "tool-approval-response" ? part.approvalId : [],
        );
        expect(answered).toEqual(asked);
      }),
    );
  });

  test("the budget is kept, unless the last exchange alone is over it", () => {
    fc.assert(
      fc.property(conversation, budget, (exchanges, max) => {
        const last = exchanges.at(-1) ?? [];
        const trimmed = trimHistory(exchanges.flat(), max);
        expect(sizeOf(trimmed)).toBeLessThanOrEqual(Math.max(max, sizeOf(last)));
      }),
    );
  });

  test("the last exchange is whole; before it stands what was said, in its order", () => {
    fc.assert(
      fc.property(conversation, budget, (exchanges, max) => {
        const last = exchanges.at(-1) ?? [];
        const trimmed = trimHistory(exchanges.flat(), max);
        expect(trimmed.slice(-last.length)).toEqual(last);
        expect(trimmed[0]?.role).toBe("user");
        const said = (messages: readonly ModelMessage[]) =>
          messages.flatMap(({ role, content }) => (role === "user" ? String(content) : []));
        let at = 0;
        const all = said(exchanges.flat());
        for (const sentence of said(trimmed)) {
          at = all.findIndex((one, index) => index >= at && one.startsWith(sentence)) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("trimming what is trimmed changes nothing", () => {
    fc.assert(
      fc.property(conversation, budget, (exchanges, max) => {
        const once = trimHistory(exchanges.flat(), max);
        expect(trimHistory(once, max)).toEqual(once);
      }),
    );
  });

  test("what fits is not touched", () => {
    fc.assert(
      fc.property(conversation, (exchanges) => {
        const all = exchanges.flat();
        expect(trimHistory(all, sizeOf(all))).toEqual(all);
      }),
    );
  });
});

const read = (size: number): Call => ({ tool: "read_function", size, approved: false });
const wrote: Call = { tool: "write_function", size: 100, approved: false };

test("old code is left out before anything that was said", () => {
  const old = messagesOf("Change it", [read(8000)], "Done.");
  const now = messagesOf("And again", [read(2000)], "");
  const trimmed = trimHistory([...old, ...now], 4000);
  expect(JSON.stringify(trimmed)).toContain("characters left out");
  expect(trimmed).toHaveLength(old.length + now.length);
  expect(trimmed.slice(-now.length)).toEqual(now);
});

test("which function the chat is about outlives everything else that was said", () => {
  const made = messagesOf(`Make post ${"please ".repeat(200)}`, [wrote], "Made.");
  const talk = Array.from({ length: 10 }, (_, at) =>
    messagesOf(`${at} ${"x".repeat(900)}`, [], "Yes."),
  );
  const trimmed = trimHistory([...made, ...talk.flat(), ...messagesOf("Undo", [], "")], 3000);
  expect(sizeOf(trimmed)).toBeLessThanOrEqual(3000);
  expect(partsOf(trimmed)).toContainEqual(
    expect.objectContaining({ type: "tool-result", toolName: "write_function" }),
  );
  expect(trimmed.length).toBeGreaterThan(4);
});

test("a sentence that was answered by questions stays, without what was looked up for it", () => {
  const search: Call = { tool: "search_catalog", size: 500, approved: false };
  const ask: Call = { tool: "ask_person", size: 0, approved: false };
  const asked = messagesOf("Post it", [...Array.from({ length: 9 }, () => search), ask], "");
  const trimmed = trimHistory([...asked, ...messagesOf("To #sales", [], "")], 800);
  expect(trimmed[0]).toMatchObject({ role: "user", content: "Post it" });
  expect(idsOf(trimmed, "tool-call")).toHaveLength(1);
});
