import { APICallError } from "ai";
import { PatchbayError } from "../core/errors.ts";

/** Why an answer is of no use, by how the model ended it. */
export function unusable(finishReason: string | undefined): PatchbayError {
  const why =
    finishReason === "length"
      ? "The model had used all the tokens it may answer with before it was done. Ask for less, or give a larger maxOutputTokens."
      : finishReason === "content-filter"
        ? "The model's server held the answer back by its content filter."
        : "The model's answer was not of the shape that was asked for, twice. Say more clearly what is wanted, or run it again.";
  return new PatchbayError("ai/unusable", why);
}

/** Why no answer came, with a way on. Never holds what the model's server wrote. */
export function failureOf(error: unknown): PatchbayError {
  if (error instanceof PatchbayError) return failed(unreachable, error);
  if (!APICallError.isInstance(error)) return failed(brokenOff, error);
  const { statusCode: status, responseHeaders } = error;
  if (status === 429) return busy(responseHeaders?.["retry-after"]);
  return failed(sentenceOf(status), error);
}

const brokenOff = "The model's answer broke off or could not be read. Run it again.";
const unreachable =
  "The model's server could not be reached. Check the address under Settings, and the network.";

/** Handed on as it is: the broker waits and repeats, as with any provider. */
function busy(retryAfter: string | undefined): PatchbayError {
  return new PatchbayError(
    "ai/busy",
    "The model's server is over its rate limit or out of credit. Wait a little and run it again.",
    retryAfter === undefined ? {} : { extra: { retryAfter } },
  );
}

function sentenceOf(status: number | undefined): string {
  if (status === 401 || status === 403)
    return "The model's server refused the API key. Check it under Settings, or OPENAI_API_KEY where the environment sets it.";
  if (status === 404)
    return "The model's server does not know this model or address. Check both under Settings.";
  if (status === undefined) return unreachable;
  if (status < 400) return brokenOff;
  return status >= 500
    ? `The model's server has a problem (HTTP ${status}). Run it again in a moment.`
    : `The model's server refused the request (HTTP ${status}). Check the model under Settings.`;
}

function failed(message: string, cause: unknown): PatchbayError {
  return new PatchbayError("ai/failed", message, { cause });
}
