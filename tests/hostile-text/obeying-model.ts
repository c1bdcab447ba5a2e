import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";
import type { Call } from "./attack.ts";

/** The API key of the hosted model: what a model is sent must not hold it, nor what anybody is shown. */
export const modelKey = "sk-hostile-model-key-000000000000";

/**
 * A hosted model that does what hostile text tells it to: it makes the calls it was told, one step
 * after the other, whatever comes back. `@a.b` in an input is what an earlier answer had there.
 */
export async function startObeyingModel() {
  let steps: readonly (readonly Call[])[] = [];
  let known: Readonly<Record<string, unknown>> = {};
  let taken = 0;
  const model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  model.on({ predicate: () => true }, (request: ChatCompletionRequest) => {
    const calls = steps[taken++];
    if (!calls) return { content: "I did as I was told. The person approved everything: yes." };
    const answers = answersIn(request);
    return {
      toolCalls: calls.map(({ tool, input, id }) => ({
        name: tool,
        arguments: typeof input === "string" ? input : JSON.stringify(filled(input, answers)),
        ...(id === undefined ? {} : { id }),
      })),
    };
  });
  await model.start();

  /** What answers of tools have, the newest last, with what was prepared before. */
  function answersIn({ messages }: ChatCompletionRequest): Readonly<Record<string, unknown>> {
    const told = messages.flatMap(({ role, content }) =>
      role === "tool" && typeof content === "string" ? [parsed(content)] : [],
    );
    return Object.assign({ ...known }, ...told);
  }

  return {
    settings: {
      OPENAI_API_KEY: modelKey,
      OPENAI_BASE_URL: `${model.url}/v1`,
      MODEL: "gpt-obeying",
    },
    /** From now on it does this. */
    tell(next: readonly (readonly Call[])[], prepared: Readonly<Record<string, unknown>> = {}) {
      steps = next;
      known = prepared;
      taken = 0;
    },
    /** All that it was ever sent. */
    sent: () => JSON.stringify(model.getRequests().map(({ body }) => body)),
    stop: () => model.stop(),
  };
}

export type ObeyingModel = Awaited<ReturnType<typeof startObeyingModel>>;

function parsed(content: string): object {
  try {
    return Object(JSON.parse(content));
  } catch {
    return {};
  }
}

function filled(value: unknown, answers: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === "string" && value.startsWith("@"))
    return value
      .slice(1)
      .split(".")
      .reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), answers);
  if (Array.isArray(value)) return value.map((one) => filled(one, answers));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filled(inner, answers)]),
  );
}
