import { createInterface } from "node:readline/promises";
import { DefaultChatTransport, readUIMessageStream } from "ai";
import type { ChatMessage } from "../agent/agent.ts";
import { connectAnswer, connectionRequestShape } from "../contract/connection.ts";
import { runFunction } from "../contract/tools.ts";
import { createId } from "../core/ids.ts";
import { plainText } from "../core/plain-text.ts";
import { type Client, readAnswer, send } from "./client.ts";
import { consentInSandbox } from "./consent.ts";

export interface ChatOptions {
  /** Takes every connection through the sandbox's consent, and approves runs. */
  readonly yes: boolean;
  readonly json: boolean;
}

type Part = ChatMessage["parts"][number];

/** Says one thing to the agent and goes through all that it asks for. */
export async function chat(client: Client, prompt: string, options: ChatOptions): Promise<void> {
  const chatId = createId("chat");
  const transport = new DefaultChatTransport<ChatMessage>({
    api: "/api/chat",
    fetch: async (address, init) => {
      const response = await client.fetch(String(address), init);
      if (!response.ok) await readAnswer(response);
      return response;
    },
  });
  let messages: ChatMessage[] = [
    { id: createId("msg"), role: "user", parts: [{ type: "text", text: prompt }] },
  ];
  for (;;) {
    const answer = await ask(transport, chatId, messages);
    if (!(await settle(client, answer, options))) {
      print(await summaryOf(client, chatId, answer), options);
      return;
    }
    messages = [...messages.filter(({ id }) => id !== answer.id), answer];
  }
}

async function ask(
  transport: DefaultChatTransport<ChatMessage>,
  chatId: string,
  messages: ChatMessage[],
): Promise<ChatMessage> {
  const stream = await transport.sendMessages({
    trigger: "submit-message",
    chatId,
    messageId: undefined,
    messages,
    abortSignal: undefined,
  });
  const last = messages.at(-1);
  let answer = last?.role === "assistant" ? last : undefined;
  const read = readUIMessageStream<ChatMessage>({
    stream,
    terminateOnError: true,
    ...(answer ? { message: answer } : {}),
  });
  for await (const message of read) answer = message;
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

/** What a yes would run, as it was signed. JSON shows what a terminal would obey. */
function callOf({ input }: Pick<Extract<Part, { state: "approval-requested" }>, "input">): string {
  const { name, version, input: values = {} } = runFunction.input.parse(input);
  return `Run ${name} v${version} with ${plainText(JSON.stringify(values))}`;
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
    `${card.providerName} is not a sandbox here: connect it in the page at ${client.origin}, then repeat.\n`,
  );
  await send(client, `${path}/settle`, "POST", { status: "closed" });
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function summaryOf(client: Client, chatId: string, answer: ChatMessage) {
  const parts = answer.parts;
  const questions = parts.flatMap((part) =>
    part.type === "tool-ask_person" && part.state === "output-available"
      ? part.input.questions
      : [],
  );
  const said = parts.flatMap((part) => {
    if (part.type === "text") return part.text;
    if (part.type === "tool-ask_person" && part.state === "output-available")
      return [part.input.understood ?? [], part.input.questions].flat();
    if (part.type === "tool-decline" && part.state === "output-available")
      return [part.input.reason, part.input.instead ?? []].flat();
    return part.type === "data-failure" ? part.data.detail : [];
  });
  const functions = parts.flatMap((part) =>
    part.type === "tool-write_function" &&
    part.state === "output-available" &&
    part.output.status === "saved"
      ? [{ name: part.output.name, version: part.output.version }]
      : [],
  );
  const connections = await send(client, "/api/connections", "GET");
  const list =
    typeof connections === "object" && connections !== null && "connections" in connections
      ? connections.connections
      : [];
  return { chatId, reply: said.join("\n"), functions, connections: list, questions };
}

function print(summary: Awaited<ReturnType<typeof summaryOf>>, { json }: ChatOptions): void {
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : `${plainText(summary.reply)}\n`);
}
