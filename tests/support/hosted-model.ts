import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

export interface HostedModel {
  readonly mock: LLMock;
  /** For OPENAI_BASE_URL. */
  readonly url: string;
  /** The bodies of all requests, byte for byte as they came. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

/** A model's server: aimock answers, and what it was sent is kept as it was. */
export async function startHostedModel(): Promise<HostedModel> {
  const mock = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  await mock.start();
  const bodies: string[] = [];
  const recorder = createServer(async (request, response) => {
    const body = await bodyOf(request);
    bodies.push(body);
    const answer = await fetch(new URL(request.url ?? "/", mock.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => recorder.listen(0, "127.0.0.1", resolve));
  const { port } = recorder.address() as AddressInfo;
  return {
    mock,
    url: `http://127.0.0.1:${port}/v1`,
    bodies,
    async close() {
      await new Promise((resolve) => recorder.close(resolve));
      await mock.stop();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}

/** Tokens of a request as it was sent: tools, instructions, messages and the JSON around them. */
export const tokensIn = (text: string): number => countTokens(text);

export interface ToolCall {
  readonly tool: string;
  readonly input: unknown;
}

/** What a scripted model does in one step: calls tools at once, or ends with words. */
export type Say = string | readonly ToolCall[];
export type Step = Say | ((results: readonly unknown[]) => Say);

/**
 * Plays steps in order; a step sees what the tools answered so far, oldest first. Gives what the
 * model has said, as text, for counting.
 */
export function script(mock: LLMock, steps: readonly Step[]): readonly string[] {
  const said: string[] = [];
  mock.on({ predicate: () => true }, (request) => {
    const step = steps[said.length] ?? "There are no more steps.";
    const say = typeof step === "function" ? step(resultsOf(request)) : step;
    if (typeof say === "string") {
      said.push(say);
      return { content: say };
    }
    const toolCalls = say.map(({ tool, input }) => ({
      name: tool,
      arguments: typeof input === "string" ? input : JSON.stringify(input),
    }));
    said.push(JSON.stringify(toolCalls));
    return { toolCalls };
  });
  return said;
}

/** What the tools of the running turn answered, read as JSON where it is. */
function resultsOf({ messages }: ChatCompletionRequest): readonly unknown[] {
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user"));
  return turn.flatMap(({ role, content }) => {
    if (role !== "tool" || typeof content !== "string") return [];
    try {
      return [JSON.parse(content)];
    } catch {
      return [content];
    }
  });
}
