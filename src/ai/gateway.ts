import type { LanguageModelV4 } from "@ai-sdk/provider";
import { PatchbayError, errorCodes } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { redact } from "../core/redact.ts";
import { answers } from "./answers.ts";
import { type Prompts, createAsk } from "./ask.ts";
import { createBudget } from "./budget.ts";

interface AiGatewayDeps {
  /** As it is set at the time; undefined where none is: the built-in one cannot answer questions. */
  readonly model: () => LanguageModelV4 | undefined;
  readonly prompts: Prompts;
  readonly log: Log;
}

/**
 * Answers the steps that need a model. It is called in process, by the broker alone: there is no
 * port, and the key of the model's server stays on this side of it.
 */
export function createAiGateway({ model, prompts, log }: AiGatewayDeps) {
  async function answer(request: Request, budget: ReturnType<typeof createBudget>) {
    const answering = answers.get(new URL(request.url).pathname);
    if (!answering || request.method !== "POST") {
      throw new PatchbayError(
        "request/not-found",
        `${request.method} ${request.url}: no such step.`,
      );
    }
    const now = model();
    if (!now) {
      throw new PatchbayError(
        "ai/no-model",
        "This step needs a hosted model, and none is set up. Choose one under Settings, or set OPENAI_API_KEY (OPENAI_BASE_URL for another server) in the environment and start Patchbay again.",
      );
    }
    const body: unknown = await request.json().catch(() => {
      throw new PatchbayError("request/not-json", "The body could not be read as JSON.");
    });
    return answering(createAsk(now, prompts), body, { budget, signal: request.signal });
  }

  return {
    /** The gateway as one run has it: what the run uses of the model is counted here. Never throws. */
    open(): (request: Request) => Promise<Response> {
      const budget = createBudget();
      return async (request) => {
        try {
          return Response.json(await answer(request, budget));
        } catch (error) {
          if (error instanceof PatchbayError) {
            // What the model's server wrote stays out of it: it may repeat what it was sent.
            if (error.code === "ai/failed") log.write("warn", `AI step: ${error.message}`);
            return problemResponse(error);
          }
          log.write("error", `AI gateway: ${error instanceof Error ? error.stack : String(error)}`);
          return problemResponse(
            new PatchbayError("server/fault", "The server's log says more. Run it again."),
          );
        }
      };
    },
  };
}

/** RFC 9457, as the API of this server has it. */
function problemResponse({ code, message, where, extra }: PatchbayError): Response {
  const { status, title } = errorCodes[code];
  const { retryAfter } = extra;
  const problem = {
    type: `urn:patchbay:${code}`,
    title,
    status,
    detail: redact(message),
    ...(where === undefined ? {} : { where }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...(typeof retryAfter === "string" ? { "retry-after": retryAfter } : {}),
    },
  });
}
