import { type ReactNode, useState } from "react";
import {
  type HostedModelBody,
  type ModelTest,
  modelTestShape,
} from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/states.tsx";
import { duration } from "../ui/time.ts";
import { settingsWords } from "../words/settings.ts";
import { Outcome } from "./outcome.tsx";
import { useAllowed } from "./use-allowed.tsx";

const words = settingsWords.model;

interface ModelTesterProps {
  /** What is to be tried; undefined where something is missing. */
  readonly given: () => HostedModelBody | undefined;
  /** The person allowed its address, which is in a private network. */
  readonly confirmed?: () => void;
  /** Buttons beside it. */
  readonly children?: ReactNode;
}

/** Asks the model for one word, and says what came of it. */
export function ModelTester({ given, confirmed, children }: ModelTesterProps) {
  const [result, setResult] = useState<ModelTest>();
  const { busy, problem, run, cancel } = useAction();
  const allowed = useAllowed(confirmed);
  function test() {
    const body = given();
    if (!body) return;
    setResult(undefined);
    void run(async (signal) => {
      const path = "/api/settings/model/test";
      const answer = await allowed((allow) =>
        ask(modelTestShape, path, { method: "POST", body: { ...body, ...allow }, signal }),
      );
      if (!signal.aborted) setResult(answer);
    });
  }
  return (
    <>
      <div className="settings-buttons">
        {children}
        {busy ? (
          <>
            <Button onClick={cancel}>{words.stop}</Button>
            <span className="settings-note" role="status">
              {words.testing}
            </span>
          </>
        ) : (
          <Button onClick={test}>{words.test}</Button>
        )}
      </div>
      {problem && <Failure detail={problem.message} />}
      {result?.status === "answered" && (
        <Outcome tone="good">{words.answered(result.model, duration(result.ms))}</Outcome>
      )}
      {result?.status === "failed" && <Outcome tone="danger">{result.detail}</Outcome>}
    </>
  );
}
