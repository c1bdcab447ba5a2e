import { strings } from "../../words/strings.ts";
import { Failure } from "../../ui/states.tsx";
import type { PartOf } from "../message.ts";

interface FailurePartProps {
  readonly part: PartOf<"data-failure">;
  /** Only the last answer can be tried again. */
  readonly retry: (() => void) | undefined;
  readonly askBuiltin: (() => void) | undefined;
}

/** What went wrong with an answer, as the server kept it, with the ways on. */
export function FailurePart({ part, retry, askBuiltin }: FailurePartProps) {
  const { detail, offer } = part.data;
  return (
    <Failure
      detail={detail}
      {...(retry ? { way: { label: strings.retry, go: retry } } : {})}
      {...(offer && askBuiltin
        ? { other: { label: strings.chat.askBuiltin, go: askBuiltin } }
        : {})}
    />
  );
}
