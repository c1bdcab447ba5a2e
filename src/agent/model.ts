import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { defaultSettingsMiddleware, wrapLanguageModel } from "ai";
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
  if (settings.api === "chat") return provider.chat(settings.id);
  // The history is ours: nothing of a chat stays with the model's server, and each request is whole
  // instead of pointing at what that server may not have kept.
  return wrapLanguageModel({
    model: provider.responses(settings.id),
    middleware: defaultSettingsMiddleware({
      settings: { providerOptions: { openai: { store: false } } },
    }),
  });
}
