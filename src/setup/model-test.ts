import type { LanguageModelV4 } from "@ai-sdk/provider";
import { APICallError, generateText } from "ai";
import { z } from "zod";
import type { ModelApi, ModelTest } from "../contract/settings.ts";
import { PatchbayError } from "../core/errors.ts";

const timeoutMs = 30_000;
/** Models that think spend some before the first word. */
const maxOutputTokens = 64;

/** Asks for one word. What the server wrote stays out of the answer: it may repeat what it was sent. */
export async function testModel(
  {
    model,
    id,
    api,
  }: { readonly model: LanguageModelV4; readonly id: string; readonly api: ModelApi },
  prompt: string,
): Promise<ModelTest> {
  const begun = performance.now();
  try {
    const { response } = await generateText({
      model,
      prompt,
      maxOutputTokens,
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(timeoutMs),
    });
    const named = response.modelId;
    return {
      status: "answered",
      ms: Math.round(performance.now() - begun),
      model: modelName.safeParse(named).data ?? id,
    };
  } catch (error) {
    return { status: "failed", ...judgeFailure(error, { id, api }) };
  }
}

const modelName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/);

interface Asked {
  readonly id: string;
  readonly api: ModelApi;
}

type Failed = Omit<Extract<ModelTest, { status: "failed" }>, "status">;

/** What a failure means, and what to do about it. */
export function judgeFailure(error: unknown, asked: Asked): Failed {
  if (!APICallError.isInstance(error)) return unlikeOne(error);
  const own = [error.cause, error].find((one) => one instanceof PatchbayError);
  if (own instanceof PatchbayError) return ofOutbound(own);
  const { statusCode: status } = error;
  if (status === undefined) return unreachable("The server could not be reached.");
  const code = errorCode(error.responseBody);
  if (status === 401 || status === 403)
    return {
      why: "key",
      detail: "The server refused the key. Paste it whole, or make a new one there.",
    };
  if (status === 404 && code === undefined)
    return {
      why: "address",
      detail: `There is nothing at this address. The base URL mostly ends in /v1${asked.api === "responses" ? "; a server that does not have the Responses API takes Chat completions" : ""}.`,
    };
  if (status === 404 || code === "model_not_found")
    return {
      why: "model",
      detail: `The server has no model "${asked.id}"${asked.api === "responses" ? ", or not in the Responses API" : ""}. Choose one of its list.`,
    };
  if (code === "insufficient_quota" || status === 402)
    return {
      why: "quota",
      detail: "The account has no credit left, or a limit of its own. Look at its billing page.",
    };
  if (status === 429)
    return { why: "quota", detail: "The server takes no more for now. Try again in a minute." };
  if (status >= 500)
    return {
      why: "server",
      detail: `The server has a problem of its own (HTTP ${status}). Try again in a moment.`,
    };
  if (status < 400) return unlikeOne(error);
  return {
    why: "refused",
    detail: `The server refused the request (HTTP ${status}). Check the model and the API.`,
  };
}

function ofOutbound(error: PatchbayError): Failed {
  if (error.code !== "outbound/refused") return unreachable(error.message);
  return {
    why: "private-network",
    detail:
      "This address leads into a private network, or is not encrypted. Allow that below if you mean it.",
  };
}

function unreachable(message: string): Failed {
  return {
    why: "unreachable",
    detail: `${message} Is it running, and is the address right?`,
  };
}

function unlikeOne(error: unknown): Failed {
  const isLate = error instanceof Error && error.name === "TimeoutError";
  if (isLate) return unreachable(`The server did not answer within ${timeoutMs / 1000} seconds.`);
  if (error instanceof PatchbayError) return ofOutbound(error);
  return {
    why: "unreadable",
    detail:
      "Something answered, but not as a server of models does. Check the base URL, or try the other API.",
  };
}

/** OpenAI's code, or a word for an error without one; undefined where the body is no error of a model's server. */
function errorCode(body: string | undefined): string | undefined {
  try {
    const { error } = errorBody.parse(JSON.parse(body ?? ""));
    return typeof error === "string" ? "unnamed" : (error.code ?? error.type ?? "unnamed");
  } catch {
    return undefined;
  }
}

const errorBody = z.looseObject({
  error: z.union([
    z.string(),
    z.looseObject({
      message: z.string(),
      code: z.string().nullish().catch(undefined),
      type: z.string().nullish().catch(undefined),
    }),
  ]),
});
