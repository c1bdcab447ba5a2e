import { useState } from "react";
import type { z } from "zod";
import { useMay } from "../data/rights.ts";
import { Lacking } from "../access/allowed.tsx";
import { type FunctionView, functionRequestsShape } from "../../src/contract/function.ts";
import { RequestCard } from "../chat/parts/request-connection.tsx";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Failure } from "../ui/states.tsx";
import { ScopeSentences } from "./rights.tsx";

const words = functionWords.missingRights;

interface MissingNoticeProps {
  readonly name: string;
  readonly missing: NonNullable<FunctionView["missing"]>;
  /** Told when something was granted or skipped. */
  readonly decided: () => void;
}

/** The function needs what nobody granted yet; it is asked for with the card that the chat has. */
export function MissingNotice({ name, missing, decided }: MissingNoticeProps) {
  const [requests, setRequests] = useState<z.output<typeof functionRequestsShape>["requests"]>();
  const [problem, setProblem] = useState<Problem>();
  const [builds, connects] = [useMay("build"), useMay("connect")];
  async function request() {
    const path = `/api/functions/${encodeURIComponent(name)}/connection-requests`;
    setProblem(undefined);
    try {
      setRequests((await ask(functionRequestsShape, path, { method: "POST" })).requests);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  if (requests) {
    return requests.map(({ id }) => <RequestCard key={id} request={id} answer={decided} />);
  }
  return (
    <Notice
      title={words.title}
      ways={connects && builds && <Button onClick={() => void request()}>{words.ask}</Button>}
    >
      <dl>
        <dt className="visually-hidden">{functionWords.permissions}</dt>
        {missing.map((one) => (
          <ScopeSentences key={`${one.connector} ${one.account}`} {...one} />
        ))}
      </dl>
      <Lacking right="connect" />
      {problem && <Failure detail={problem.message} />}
    </Notice>
  );
}
