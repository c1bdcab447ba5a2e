import type { LanguageModelUsage, ModelMessage } from "ai";
import { maxPromptLength } from "../contract/chat.ts";
import type { PlanView } from "../contract/plan.ts";
import type { RunView } from "../contract/run.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { Proposal } from "../store/proposals.ts";
import { type AgentSettings, createAgent } from "./agent.ts";
import { type Preview, createDrawer } from "./drawer.ts";
import { planViewOf } from "./plan-view.ts";
import type { AgentPorts, FunctionsPort } from "./ports.ts";
import { rehearsedPages } from "./rehearsed-pages.ts";
import { rehearsedAutomations } from "./rehearsed-automations.ts";

export interface RehearsalDependencies {
  readonly ports: AgentPorts;
  readonly settings: AgentSettings;
  readonly preview: Preview;
}

/** What came of one sentence of a rehearsal. */
export interface Rehearsed {
  readonly view: PlanView;
  /** The version that it wrote, brought back or changed. */
  readonly version: FunctionVersion | undefined;
  readonly usage: LanguageModelUsage;
}

export interface Rehearsal {
  /** Throws `chat/empty-prompt` and `chat/prompt-too-long`. */
  say(prompt: string): Promise<Rehearsed>;
}

/**
 * A conversation with the agent itself in which every door to the outside is replaced: versions stay
 * in memory, every permission counts as granted, nothing runs. It starts at a function that there
 * is, or at nothing. Throws `function/not-found`.
 */
export async function openRehearsal(
  { ports, settings, preview }: RehearsalDependencies,
  functionName?: string,
): Promise<Rehearsal> {
  const drawer = createDrawer(ports.functions, preview, ports.catalog);
  const chatId = createId("plan");
  const { functions } = drawer;
  const inside: AgentPorts = {
    ...ports,
    ...inertPorts(ports),
    functions,
    automations: rehearsedAutomations(ports.automations, functions, ports.clock),
    pages: rehearsedPages(ports.pages),
  };
  const messages: ModelMessage[] =
    functionName === undefined
      ? []
      : alreadyRead(await knownFunction(ports.functions, functionName));
  return {
    async say(prompt) {
      checkPrompt(prompt);
      const started = performance.now();
      drawer.turnOver();
      messages.push({ role: "user", content: prompt });
      const agent = createAgent(
        inside,
        { ...settings, skipCodeApproval: true },
        { chatId, prompt },
      );
      const result = await agent.generate({ prompt: messages });
      messages.push(...result.responseMessages);
      const last = drawer.last();
      const ms = Math.round((performance.now() - started) * 10) / 10;
      return {
        view: planViewOf({ id: chatId, result, written: last, ms }),
        version: last?.version,
        usage: result.totalUsage,
      };
    },
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

/** Doors that lead nowhere; what only reads goes through, so that questions are answered from what there is. */
function inertPorts({
  connections,
  runs,
}: AgentPorts): Pick<AgentPorts, "connections" | "proposals" | "runs"> {
  const proposals = new Map<string, Proposal>();
  return {
    connections: {
      missing: async () => [],
      request: async () => ({ id: "" }),
      view: async () => {
        throw new PatchbayError("connection/request-not-found", "A plan asks for no connection.");
      },
      list: (provider) => connections.list(provider),
      count: (of) => connections.count(of),
      mine: () => connections.mine(),
      counts: () => connections.counts(),
      accounts: () => connections.accounts(),
      modeOf: connections.modeOf,
    },
    proposals: {
      add: async (content) => {
        const proposal = { ...content, id: createId("prop") };
        proposals.set(proposal.id, proposal);
        return proposal;
      },
      find: async (_, id) => proposals.get(id),
    },
    runs: {
      test: async ({ name }) => notRun(name),
      find: async () => undefined,
      // So that nothing is shown beforehand either.
      hasRun: async () => true,
      list: (filter) => runs.list(filter),
    },
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
