import { AISDKError, APICallError, InvalidToolApprovalSignatureError, RetryError } from "ai";
import type { Limit } from "../agent/limits.ts";
import { PatchbayError } from "../core/errors.ts";

/** What went wrong with an answer, as a sentence with a way on. Never holds what the server of the model wrote. */
export function describeFailure(error: unknown): string {
  if (error instanceof PatchbayError) return error.message;
  if (InvalidToolApprovalSignatureError.isInstance(error))
    return "The approval was not issued by this server. Ask again.";
  if (RetryError.isInstance(error)) return describeFailure(error.lastError);
  if (APICallError.isInstance(error)) return describeStatus(error.statusCode);
  return brokenOff;
}

/** A failure of the model as an answer to a request; a fault of ours stays what it is. */
export function modelProblem(error: unknown): unknown {
  return AISDKError.isInstance(error)
    ? new PatchbayError("model/failed", describeFailure(error), { cause: error })
    : error;
}

/** Whether the settings of the model are where to mend it: its key, its name, its address. */
export function isOfSettings(error: unknown): boolean {
  if (RetryError.isInstance(error)) return isOfSettings(error.lastError);
  if (!APICallError.isInstance(error)) return false;
  const { statusCode: status } = error;
  return status === undefined || (status >= 400 && status < 429);
}

/** Whether another model might do better: not where the request itself was forged. */
export function isOfModel(error: unknown): boolean {
  return !InvalidToolApprovalSignatureError.isInstance(error);
}

const brokenOff =
  "The model's answer broke off or could not be read. Nothing unfinished was saved. Try again.";

function describeStatus(status: number | undefined): string {
  if (status === 401 || status === 403)
    return "The model's server refused the API key. Check it under Settings, or OPENAI_API_KEY where the environment sets it, and try again.";
  if (status === 404)
    return "The model's server does not know this model or address. Check both under Settings.";
  if (status === 429)
    return "The model's server is over its rate limit or out of credit. Wait a little and try again.";
  if (status === undefined)
    return "The connection to the model's server failed or broke off. Check the address under Settings, and the network. Try again.";
  if (status < 400) return brokenOff;
  if (status >= 500)
    return `The model's server has a problem (HTTP ${status}). Try again in a moment.`;
  return `The model's server refused the request (HTTP ${status}). Check the model under Settings.`;
}

/** An answer that ended without a word: a stream that stopped making sense ends this way. */
export const emptyAnswer =
  "The model ended its answer without saying anything. Nothing unfinished was saved. Try again.";

/** An answer whose server ended, and that no other could go on with. */
export const brokenOffAnswer =
  "The server that wrote this answer ended in the middle of it. What stands here is kept, and so is all that was done. Say “go on”, or ask again.";

/** Why an answer was ended before the model ended it. */
export const stoppedAt: Readonly<Record<Limit, string>> = {
  steps:
    "The model took too many steps without coming to an end, so it was stopped. What it finished is kept. Say it in smaller pieces, or try again.",
  tokens:
    "The answer used up the tokens that one turn may take, so it was stopped. What it finished is kept. Say it in smaller pieces, or begin a new chat.",
  repeats:
    "The model made the same mistake again and again, so it was stopped. What it finished is kept. Say it in other words, or try again.",
};
