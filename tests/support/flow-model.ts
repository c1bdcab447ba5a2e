import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";

/** A hosted model that builds one given flow, and answers its steps. */
export interface FlowModel {
  /** The settings of a server that uses it. */
  readonly env: Readonly<Record<string, string>>;
  readonly server: LLMock;
  /** `answer` gets what is asked in a step, material included. */
  play(flow: unknown, answer: (question: string) => string): void;
  close(): Promise<void>;
}

export async function startFlowModel(apiKey: string): Promise<FlowModel> {
  const server = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  await server.start();
  // The agent has tools, a step has none.
  const isAgent = ({ tools = [] }: ChatCompletionRequest) => tools.length > 0;
  return {
    env: { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: `${server.url}/v1`, MODEL: "gpt-test" },
    server,
    play(flow, answer) {
      server.clearFixtures();
      server.on({ predicate: isAgent }, (request) => nextOf(flow, request));
      server.on({ predicate: (request) => !isAgent(request) }, (request) => ({
        content: answer(textOf(request, "user")),
      }));
    },
    close: async () => {
      await server.stop();
    },
  };
}

/** What a request says as this role. */
export function textOf({ messages }: ChatCompletionRequest, wanted: "user" | "system"): string {
  return messages
    .filter(({ role }) => (role === "user" ? "user" : "system") === wanted)
    .map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content)))
    .join("\n");
}

const call = (name: string, input: unknown) => ({
  toolCalls: [{ name, arguments: JSON.stringify(input) }],
});

/** The next tool of the honest way, by what the tools answered so far. */
function nextOf(flow: unknown, { messages }: ChatCompletionRequest) {
  const results: any[] = messages
    .filter(({ role }) => role === "tool")
    .map(({ content }) => JSON.parse(typeof content === "string" ? content : "null"));
  const ready = results.find(({ proposal }) => proposal !== undefined);
  if (!ready) return call("propose_flow", { flow });
  const [open] = ready.connect.slice(results.filter(({ missing }) => missing !== undefined).length);
  if (open) return call("request_connection", { request: open.request });
  const isWritten = results.some(({ version }) => version !== undefined);
  return isWritten ? { content: "Done." } : call("write_function", { proposal: ready.proposal });
}
