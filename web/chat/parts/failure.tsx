import { strings } from "../../strings.ts";
import { Failure } from "../../ui/states.tsx";
import type { PartOf } from "../message.ts";

interface FailurePartProps {
  readonly part: PartOf<"data-failure">;
  /** Only the last answer can be tried again. */
  readonly retry: (() => void) | undefined;
}

/** What went wrong with an answer, as the server kept it. */
export function FailurePart({ part, retry }: FailurePartProps) {
  return (
    <Failure
      detail={part.data.detail}
      {...(retry ? { way: { label: strings.retry, go: retry } } : {})}
    />
  );
}
