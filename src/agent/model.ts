import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Outbound } from "../core/outbound.ts";

export interface HostedModelSettings {
  readonly id: string;
  readonly apiKey: string;
  /** Any OpenAI-compatible server; OpenAI itself where absent. */
  readonly baseUrl?: string;
  readonly api: "responses" | "chat";
}

/** One answer of a model may stream for long. */
const timeoutMs = 5 * 60_000;

/** A model over HTTP, through the one door out. */
export function createHostedModel(
  settings: HostedModelSettings,
  outbound: Outbound,
): LanguageModelV4 {
  const provider = createOpenAI({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    fetch: async (input, init) => {
      const { body, headers, method, signal } = new Request(input, init);
      return outbound(input instanceof Request ? input.url : input, {
        method,
        headers,
        signal,
        timeoutMs,
        ...(body ? { body, duplex: "half" as const } : {}),
      });
    },
  });
  return settings.api === "chat" ? provider.chat(settings.id) : provider.responses(settings.id);
}
