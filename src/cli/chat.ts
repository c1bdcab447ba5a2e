import { DefaultChatTransport, readUIMessageStream } from "ai";
import type { ChatMessage } from "../agent/agent.ts";
import { connectAnswer, connectionRequestShape } from "../contract/connection.ts";
import { type Question, questionOf } from "../contract/questions.ts";
import { deletePage } from "../contract/page-tools.ts";
import { deleteAutomation } from "../contract/automation-tools.ts";
import { deleteFunction, editCode, runFunction } from "../contract/tools.ts";
import { createId } from "../core/ids.ts";
import { plainText } from "../core/plain-text.ts";
import { askQuestions } from "./ask-questions.ts";
import { type Client, readAnswer, send } from "./client.ts";
import { consentInSandbox } from "./consent.ts";
import { confirm, isTerminal, openable } from "./terminal.ts";

export interface ChatOptions {
  /** Takes every connection through the sandbox's consent, and approves runs. */
  readonly yes: boolean;
  readonly json: boolean;
  /** Who answers in place of the server's own model. */
  readonly model?: "builtin";
}

type Part = ChatMessage["parts"][number];

/** Says one thing to the agent, goes through all that it asks for, and prints what came of it. */
export async function chat(client: Client, prompt: string, options: ChatOptions): Promise<void> {
  const outcome = await converse(client, prompt, options);
  if (options.json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else if (!isTerminal()) process.stdout.write(`${plainText(outcome.reply)}\n`);
}

/**
 * The same, about a function if one is named. On a terminal it says all as it comes, and puts the
 * agent's questions to the person.
 */
export async function converse(
  client: Client,
  prompt: string,
  options: ChatOptions,
  about?: string,
): Promise<Outcome> {
  const chatId = createId("chat");
  const transport = new DefaultChatTransport<ChatMessage>({
    api: "/api/chat",
    fetch: async (address, init) => {
      const response = await client.fetch(String(address), init);
      if (!response.ok) await readAnswer(response);
      return response;
    },
  });
  const talks = isTerminal() && !options.json;
  let messages: ChatMessage[] = [];
  if (about !== undefined) {
    messages = [personSays(`Show me ${about}`)]; // then it is what the chat is about
    messages.push(await ask(transport, chatId, messages, options));
  }
  messages.push(personSays(prompt));
  let told = 0;
  for (;;) {
    const answer = await ask(transport, chatId, messages, options);
    if (talks) told = tell(answer, told);
    messages = [...messages.filter(({ id }) => id !== answer.id), answer];
    if (await settle(client, answer, options)) continue;
    const reply = talks ? await askQuestions(openQuestions(answer), ownTerminal) : undefined;
    if (reply === undefined) return outcomeOf(client, chatId, answer);
    messages = [...messages, personSays(reply)];
    told = 0;
  }
}

const ownTerminal = { input: process.stdin, output: process.stderr };

function personSays(text: string): ChatMessage {
  return { id: createId("msg"), role: "user", parts: [{ type: "text", text }] };
}

/** Prints what an answer says since the last time: it comes before each thing that is asked. */
function tell({ parts }: ChatMessage, from: number): number {
  const said = parts.slice(from).flatMap((part) => saidBy(part, []));
  if (said.length > 0) process.stdout.write(`${said.join("\n")}\n`);
  return parts.length;
}

async function ask(
  transport: DefaultChatTransport<ChatMessage>,
  chatId: string,
  messages: ChatMessage[],
  { model }: ChatOptions,
): Promise<ChatMessage> {
  const stream = await transport.sendMessages({
    trigger: "submit-message",
    chatId,
    messageId: undefined,
    messages,
    abortSignal: undefined,
    ...(model === undefined ? {} : { body: { model } }),
  });
  const last = messages.at(-1);
  let answer = last?.role === "assistant" ? last : undefined;
  const read = readUIMessageStream<ChatMessage>({
    stream,
    terminateOnError: true,
    ...(answer ? { message: answer } : {}),
  });
  try {
    for await (const message of read) answer = message;
  } catch (error) {
    const isOffered = answer?.parts.some(
      (part) => part.type === "data-failure" && part.data.offer === "builtin",
    );
    if (isOffered)
      process.stderr.write(
        "The built-in model can answer instead: repeat the command with --model builtin.\n",
      );
    throw error;
  }
  if (!answer) throw new Error("The agent did not answer.");
  return answer;
}

/** Deals with cards and approvals; true where something was dealt with and the turn goes on. */
async function settle(client: Client, answer: ChatMessage, options: ChatOptions): Promise<boolean> {
  let settled = false;
  for (const [index, part] of answer.parts.entries()) {
    if (part.type === "tool-request_connection" && part.state === "input-available") {
      await connect(client, part.input.request, options);
      settled = true;
    } else if (isOpenApproval(part)) {
      const approved = options.yes || (await confirm(`${callOf(part)}?`));
      answer.parts[index] = {
        ...part,
        state: "approval-responded",
        approval: { ...part.approval, approved },
      };
      settled = true;
    }
  }
  return settled;
}

function isOpenApproval(part: Part): part is Extract<Part, { state: "approval-requested" }> {
  return (
    "state" in part && part.state === "approval-requested" && part.approval.isAutomatic !== true
  );
}

/** What a yes would do, as it was signed. JSON shows what a terminal would obey. */
function callOf({
  type,
  input,
}: Pick<Extract<Part, { state: "approval-requested" }>, "type" | "input">): string {
  if (type === "tool-delete_function")
    return `Delete ${plainText(deleteFunction.input.parse(input).name)}`;
  if (type === "tool-delete_page")
    return `Delete the page ${plainText(deletePage.input.parse(input).slug)}`;
  if (type === "tool-delete_automation" || type === "tool-resume_automation") {
    const { judged, automation } = deleteAutomation.input.parse(input);
    const what = judged ? `${judged.words}, of ${judged.function}` : automation;
    const verb = type === "tool-delete_automation" ? "Delete" : "Resume";
    return `${verb} the automation ${plainText(what)}`;
  }
  const edit = editCode.input.safeParse(input).data;
  if (edit) {
    const adds =
      edit.judged?.adds.map(
        ({ title, operation, account }) =>
          `${title} (${operation}${account === undefined ? "" : ` as ${account}`})`,
      ) ?? [];
    const lines = edit.patch.flatMap(({ old, new: text }) => [
      ...marked("-", old),
      ...marked("+", text),
    ]);
    return plainText(
      `${lines.join("\n")}\nSave this change of ${edit.name}, which may then also: ${adds.join(", ")}`,
    );
  }
  const { name, version, input: values = {}, rehearsed } = runFunction.input.parse(input);
  const run = `Run ${name} v${version} with ${plainText(JSON.stringify(values))}`;
  if (!rehearsed) return run;
  const { would, error } = rehearsed;
  const lines =
    would.length > 0 ? would.map(({ words }) => `- ${words}`) : ["- nothing is changed"];
  const failed = error === undefined ? [] : [`The dry run failed: ${error}`];
  return plainText(["Would happen:", ...lines, ...failed, run].join("\n"));
}

function marked(sign: string, text: string): readonly string[] {
  return text === "" ? [] : text.split("\n").map((line) => `${sign} ${line}`);
}

async function connect(client: Client, request: string, { yes }: ChatOptions): Promise<void> {
  const path = `/api/connection-requests/${request}`;
  const card = connectionRequestShape.parse(await send(client, path, "GET"));
  process.stderr.write(`Action required: connect ${card.providerName}\n`);
  for (const { sentence, scope } of card.permissions)
    process.stderr.write(`  - ${sentence} (${scope})\n`);
  if (!yes && !(await confirm(`Connect ${card.providerName}?`))) {
    await send(client, `${path}/settle`, "POST", { status: "skipped" });
    return;
  }
  const { authorizationUrl } = connectAnswer.parse(
    await send(client, "/api/connections", "POST", { request }),
  );
  if (card.mode === "sandbox") return consentInSandbox(client, authorizationUrl);
  process.stderr.write(
    `${card.providerName} is not a sandbox here: connect it in the page at ${openable(client.origin)}, then repeat.\n`,
  );
  await send(client, `${path}/settle`, "POST", { status: "closed" });
}

function openQuestions({ parts }: ChatMessage): readonly Question[] {
  return parts.flatMap((part) =>
    part.type === "tool-ask_person" && part.state === "output-available"
      ? part.input.questions.map(questionOf)
      : [],
  );
}

/** What a part of an answer says; the questions are left out where they are asked one by one. */
function saidBy(part: Part, questions: readonly string[]): readonly string[] {
  if (part.type === "text") return [part.text];
  if (part.type === "tool-ask_person" && part.state === "output-available")
    return [part.input.understood ?? [], questions].flat();
  if (part.type === "tool-decline" && part.state === "output-available")
    return [part.input.reason, part.input.instead ?? []].flat();
  return part.type === "data-failure" ? [part.data.detail] : [];
}

type Outcome = Awaited<ReturnType<typeof outcomeOf>>;

async function outcomeOf(client: Client, chatId: string, answer: ChatMessage) {
  const { parts } = answer;
  const questions = openQuestions(answer).map(({ question }) => question);
  const said = parts.flatMap((part) => saidBy(part, questions));
  const functions = parts.flatMap((part) =>
    (part.type === "tool-write_function" || part.type === "tool-edit_code") &&
    part.state === "output-available" &&
    part.output.status === "saved"
      ? [{ name: part.output.name, version: part.output.version }]
      : [],
  );
  const connections = await send(client, "/api/connections?limit=200", "GET");
  const list =
    typeof connections === "object" && connections !== null && "connections" in connections
      ? connections.connections
      : [];
  return { chatId, reply: said.join("\n"), functions, connections: list, questions };
}
