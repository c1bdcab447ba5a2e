import { useState } from "react";
import { connectAnswer } from "../../src/contract/connection.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { type SignIn, openSignIn } from "../data/sign-in.ts";

/** Begins sign-ins; one at a time is under way. */
export function useSignIn() {
  const [signIn, setSignIn] = useState<SignIn>();
  const [problem, setProblem] = useState<Problem>();

  /** To be called within a click. `body` may have to be asked for first. */
  async function begin(path: string, body?: () => unknown): Promise<void> {
    setProblem(undefined);
    try {
      const begun = await openSignIn(async () => {
        const given = await body?.();
        return ask(connectAnswer, path, {
          method: "POST",
          ...(given === undefined ? {} : { body: given }),
        });
      });
      setSignIn(begun);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return { signIn, problem, begin, end: () => setSignIn(undefined) };
}
