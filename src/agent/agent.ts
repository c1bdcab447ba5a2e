import type { LanguageModelV4 } from "@ai-sdk/provider";
import {
  type InferUITools,
  type ModelMessage,
  ToolLoopAgent,
  type UIMessage,
  hasToolCall,
} from "ai";
import { mayWrite } from "../runs/may-write.ts";
import { createJudge, pinEdit } from "./code-edit.ts";
import { trimHistory } from "./history.ts";
import { limitOf } from "./limits.ts";
import type { AgentPorts, Turn } from "./ports.ts";
import { asksToResume, pinAutomation } from "./pin-automation.ts";
import { pinRun } from "./rehearse.ts";
import { type AgentTools, createTools } from "./tools/index.ts";
import { requireOwnRequest } from "./tools/request-connection.ts";
import { explainArguments } from "./wrong-arguments.ts";

/** Characters of a chat that a model is given; some 12,000 tokens. */
const maxHistory = 48_000;

/** Tools that end the turn: the person has the word. */
export const closingTools: readonly string[] = ["ask_person", "decline"];

/** Tools that change nothing, so that one whose answer was lost can be called again. */
export const repeatableTools: ReadonlySet<string> = new Set<keyof AgentTools>([
  "search_catalog",
  "describe_operations",
  "propose_flow",
  "read_function",
  "read_page",
  "list_automations",
  "list_connections",
  "list_functions",
  "list_pages",
  "list_runs",
]);

/** Tools for functions there are: a model reads each one's words with every request. */
const needFunctions: ReadonlySet<string> = new Set<keyof AgentTools>([
  "read_function",
  "restore_function",
  "copy_function",
  "delete_function",
  "run_function",
  "create_page",
]);

/** Likewise for automations. */
const needAutomations: ReadonlySet<string> = new Set<keyof AgentTools>([
  "list_automations",
  "pause_automation",
  "resume_automation",
  "delete_automation",
]);

/** Likewise for pages. */
const needPages: ReadonlySet<string> = new Set<keyof AgentTools>([
  "edit_page",
  "read_page",
  "list_pages",
  "restore_page",
  "delete_page",
]);

/** A chat message as it is stored and streamed. */
export type ChatMessage = UIMessage<
  /** How long each tool took, by the id of its call, in milliseconds. */
  { readonly ms?: Readonly<Record<string, number>> },
  {
    /** What went wrong with an answer, whether the built-in model may be asked instead, and whether the settings are where to mend it. */
    failure: { detail: string; offer?: "builtin"; mend?: "settings" };
    /** Who answers where it is not the server's own model. */
    model: { id: "builtin" };
  },
  InferUITools<AgentTools>
>;

export interface AgentSettings {
  readonly model: LanguageModelV4;
  /** Signs approval requests, so that only those of this server are taken. */
  readonly approvalSecret: string;
  /** Only where nothing is saved: code that may do more is not shown to anybody first. */
  readonly skipCodeApproval?: boolean;
}

/** The one agent: built-in and hosted model drive the same loop, tools and checks. */
export function createAgent(ports: AgentPorts, settings: AgentSettings, turn: Turn) {
  const judge = createJudge(ports);
  const tools = createTools(ports, turn, judge);
  return new ToolLoopAgent({
    model: settings.model,
    instructions: [ports.prompts("system"), ...aboutWords(ports, turn)].join("\n\n"),
    ...(turn.about ? { providerOptions: { patchbay: { about: turn.about } } } : {}),
    tools,
    stopWhen: [({ steps }) => limitOf(steps) !== undefined, hasToolCall(...closingTools)],
    prepareStep: async ({ messages: all }) => {
      const messages = [...trimHistory(all, maxHistory)];
      const [hasFunctions, hasAutomations, hasPages] = await Promise.all([
        ports.functions.hasAny(),
        ports.automations.hasAny(),
        ports.pages.hasAny(),
      ]);
      const there = { hasFunctions, hasAutomations, hasPages };
      return { messages, activeTools: toolsFor(tools, messages, there) };
    },
    experimental_refineToolInput: {
      run_function: (input) => pinRun(ports, input),
      edit_code: (input) => pinEdit(judge, input),
      delete_automation: (input) => pinAutomation(ports.automations, input),
      resume_automation: (input) => pinAutomation(ports.automations, input),
      request_connection: (input) => requireOwnRequest(ports.connections, turn, input),
    },
    toolApproval: {
      delete_function: async ({ name }) =>
        (await ports.functions.find(name)) ? "user-approval" : "not-applicable",
      delete_page: async ({ slug }) =>
        (await ports.pages.find(slug)) ? "user-approval" : "not-applicable",
      delete_automation: ({ judged }) => (judged ? "user-approval" : "not-applicable"),
      resume_automation: async ({ judged }) =>
        judged && !(await asksToResume(ports.automations, turn.prompt, judged))
          ? "user-approval"
          : "not-applicable",
      run_function: async ({ name, version, dryRun }) =>
        !dryRun && (await writes(ports, name, version)) ? "user-approval" : "not-applicable",
      edit_code: ({ judged }) =>
        judged?.adds.length && !settings.skipCodeApproval ? "user-approval" : "not-applicable",
    },
    repairToolCall: explainArguments,
    experimental_toolApprovalSecret: settings.approvalSecret,
    maxRetries: 2,
    telemetry: { functionId: "chat", recordInputs: false, recordOutputs: false },
    // Who reads the stream reports its errors; the default would print whole requests and answers.
    onError: () => {},
  });
}

/** For a hosted model; the built-in one reads no instructions, but `providerOptions`. */
function aboutWords({ prompts }: AgentPorts, { about }: Turn): readonly string[] {
  return about ? [prompts("about", { ...about })] : [];
}

interface There {
  readonly hasFunctions: boolean;
  readonly hasAutomations: boolean;
  readonly hasPages: boolean;
}

/** Those of use: for what there is where there is some, and for code once it was read. */
function toolsFor(
  tools: AgentTools,
  messages: readonly ModelMessage[],
  { hasFunctions, hasAutomations, hasPages }: There,
): (keyof AgentTools)[] {
  const isRead = messages.some(
    ({ role, content }) =>
      role === "tool" &&
      content.some((part) => part.type === "tool-result" && part.toolName === "read_function"),
  );
  const isName = (name: string): name is keyof AgentTools => name in tools;
  return Object.keys(tools)
    .filter(isName)
    .filter(
      (name) =>
        (hasFunctions || !needFunctions.has(name)) &&
        (hasAutomations || !needAutomations.has(name)) &&
        (hasPages || !needPages.has(name)) &&
        (isRead || name !== "edit_code"),
    );
}

/** Without a version the function is not there, and does not run. */
async function writes(
  { functions, catalog }: AgentPorts,
  name: string,
  version: number | undefined,
): Promise<boolean> {
  return version !== undefined && mayWrite(await functions.version(name, version), catalog);
}
