import { PatchbayError } from "../core/errors.ts";

/** Tokens, in and out, that one run may use of the model. */
export const maxTokensOfRun = 200_000;

/** What a run has used of the model, and what its open calls may still use. */
export interface Budget {
  /**
   * Sets aside what a call can use at most, so that calls at the same time do not overdraw together;
   * what it gives takes the tokens that were really used. Throws `ai/used-up`.
   */
  reserve(tokens: number): (used: number) => void;
}

export function createBudget(limit: number = maxTokensOfRun): Budget {
  let spent = 0;
  return {
    reserve(tokens) {
      if (spent + tokens > limit) {
        throw new PatchbayError(
          "ai/used-up",
          `A run may use ${limit} tokens of the model. ${spent} are used or set aside, and this call can take ${tokens}.`,
        );
      }
      spent += tokens;
      return (used) => {
        spent += used - tokens;
      };
    },
  };
}
