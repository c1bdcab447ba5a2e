import type { ModelMessage } from "ai";
import { connectorOf } from "../catalog/operation.ts";
import { maxPromptLength } from "../contract/chat.ts";
import type { PlanView } from "../contract/plan.ts";
import type { RunView } from "../contract/run.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import type { Flow } from "../flow/schema.ts";
import type { FunctionVersion, NewVersion } from "../store/functions.ts";
import type { Proposal } from "../store/proposals.ts";
import { type AgentSettings, createAgent } from "./agent.ts";
import type { AgentPorts, FunctionsPort } from "./ports.ts";

export interface PlanDependencies {
  readonly ports: AgentPorts;
  readonly settings: AgentSettings;
  /** Renders a flow and computes what it needs; saves nothing. */
  readonly preview: (flow: Flow, prompt: string) => Promise<NewVersion>;
}

/**
 * Says what would be built, by the agent itself with every door to the outside replaced: versions
 * stay in memory, every permission counts as granted, nothing runs.
 */
export async function plan(
  { ports, settings, preview }: PlanDependencies,
  { prompt, functionName }: { readonly prompt: string; readonly functionName?: string | undefined },
): Promise<PlanView> {
  const started = performance.now();
  checkPrompt(prompt);
  const drawer = createDrawer(ports.functions, preview);
  const known =
    functionName === undefined ? undefined : await knownFunction(ports.functions, functionName);
  const turn = { chatId: createId("plan"), prompt };
  const agent = createAgent(
    { ...ports, ...inertPorts(), functions: drawer.functions },
    settings,
    turn,
  );
  const result = await agent.generate({
    prompt: [...(known ? alreadyRead(known) : []), { role: "user", content: prompt }],
  });
  const calls = result.steps.flatMap((step) => step.toolCalls);
  const version = drawer.written();
  const questions = calls.flatMap((call) =>
    !call.dynamic && call.toolName === "ask_person" ? call.input.questions : [],
  );
  const refusal = calls.flatMap((call) =>
    !call.dynamic && call.toolName === "decline" ? [call.input] : [],
  )[0];
  const understood = calls.flatMap((call) =>
    !call.dynamic && call.toolName === "ask_person" ? (call.input.understood ?? []) : [],
  );
  return {
    id: turn.chatId,
    kind: kindOf(version, questions, refusal !== undefined),
    ...contentOf(version),
    questions,
    reply: [result.text, ...understood, ...questions, refusal?.reason, refusal?.instead]
      .filter(Boolean)
      .join("\n"),
    ms: Math.round((performance.now() - started) * 10) / 10,
  };
}

function checkPrompt(prompt: string): void {
  if (prompt.trim() === "")
    throw new PatchbayError("chat/empty-prompt", "Say what the function should do.", {
      where: "prompt",
    });
  if (prompt.length > maxPromptLength) {
    const detail = `The prompt has ${prompt.length} characters; at most ${maxPromptLength} are read.`;
    throw new PatchbayError("chat/prompt-too-long", detail, { where: "prompt" });
  }
}

async function knownFunction(functions: FunctionsPort, name: string): Promise<FunctionVersion> {
  const found = await functions.find(name);
  if (found) return found;
  const names = (await functions.list()).map((one) => one.name).join(", ") || "none";
  throw new PatchbayError(
    "function/not-found",
    `There is no function "${name}"; there are: ${names}.`,
    { where: "functionName" },
  );
}

/** The function that the prompt is about, as if the agent had just read it. */
function alreadyRead({ name, version, origin, flow, code }: FunctionVersion): ModelMessage[] {
  const call = { toolCallId: "call_read", toolName: "read_function" };
  const value = JSON.parse(
    JSON.stringify({ status: "found", name, version, origin, flow: flow ?? null, code }),
  );
  return [
    { role: "user", content: `Show me ${name}` },
    { role: "assistant", content: [{ type: "tool-call", ...call, input: { name } }] },
    { role: "tool", content: [{ type: "tool-result", ...call, output: { type: "json", value } }] },
    { role: "assistant", content: `This is ${name}.` },
  ];
}

/** Functions as they are, and over them a drawer of versions that only this plan sees. */
function createDrawer(functions: FunctionsPort, preview: PlanDependencies["preview"]) {
  let written: FunctionVersion | undefined;
  const put = (content: NewVersion, version: number): FunctionVersion =>
    (written = { ...content, version, createdAt: "", etag: "" });
  const drawer: FunctionsPort = {
    list: async () => {
      const known = (await functions.list()).filter(({ name }) => name !== written?.name);
      return written ? [...known, written] : known;
    },
    find: async (name) => (written?.name === name ? written : functions.find(name)),
    save: async (flow, { prompt, base }) => put(await preview(flow, prompt), (base ?? 0) + 1),
    restore: async (name, version) => {
      const [current, wanted] = [
        await functions.find(name),
        await functions.version(name, version),
      ];
      return put(wanted, (current ?? wanted).version + 1);
    },
    undo: async (name) => {
      const [current, before] = [await functions.find(name), await functions.beforeUndo(name)];
      return before && put(before, (current ?? before).version + 1);
    },
    version: (name, version) => functions.version(name, version),
    beforeUndo: (name) => functions.beforeUndo(name),
  };
  return { functions: drawer, written: () => written };
}

/** Doors that lead nowhere. */
function inertPorts(): Pick<AgentPorts, "connections" | "proposals" | "runs"> {
  const proposals = new Map<string, Proposal>();
  return {
    connections: {
      missing: async () => [],
      request: async () => ({ id: "" }),
      view: async () => {
        throw new PatchbayError("connection/request-not-found", "A plan asks for no connection.");
      },
      list: async () => [],
    },
    proposals: {
      add: async (content) => {
        const proposal = { ...content, id: createId("prop") };
        proposals.set(proposal.id, proposal);
        return proposal;
      },
      find: async (_, id) => proposals.get(id),
    },
    runs: { test: async (name) => notRun(name), list: async () => [] },
  };
}

function notRun(name: string): RunView {
  const error = { message: "A plan runs nothing." };
  const nothing = { input: {}, output: null, logs: [], calls: [], phases: {}, ms: 0 };
  return {
    id: "",
    function: name,
    version: 0,
    status: "cancelled",
    trigger: "test",
    startedAt: "",
    error,
    ...nothing,
  };
}

function kindOf(
  version: FunctionVersion | undefined,
  questions: readonly string[],
  refused: boolean,
): PlanView["kind"] {
  if (version) return version.version === 1 ? "create" : "edit";
  if (refused) return "refuse";
  return questions.length ? "clarify" : "answer";
}

function contentOf(version: FunctionVersion | undefined) {
  const operations = [...new Set(version?.approvals.map(({ operation }) => operation))];
  const flow = version?.flow;
  // The tool whose event starts it is one of the function's tools, though no operation calls it.
  const starts = flow?.trigger.type === "event" ? [flow.trigger.event] : [];
  return {
    connectors: [...new Set([...operations, ...starts].map(connectorOf))].toSorted(),
    operations,
    ...(flow ? { trigger: triggerOf(flow) } : {}),
    permissions: (version?.permissions ?? []).map(({ connector, scopes }) => ({
      connector,
      scopes: [...scopes],
    })),
    inputs: Object.entries(flow?.inputs ?? {}).map(([name, input]) => ({
      name,
      type: input.type,
      required: input.required ?? input.default === undefined,
    })),
    ...(version ? { function: { name: version.name, code: version.code } } : {}),
    flow: flow ?? null,
  };
}

function triggerOf({ trigger }: Flow): NonNullable<PlanView["trigger"]> {
  if (trigger.type === "schedule") {
    return {
      type: trigger.type,
      cron: trigger.cron,
      ...(trigger.timezone ? { timezone: trigger.timezone } : {}),
    };
  }
  return trigger.type === "event"
    ? { type: trigger.type, event: trigger.event }
    : { type: trigger.type };
}
