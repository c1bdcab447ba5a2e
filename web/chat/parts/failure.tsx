import { navigate } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { chatWords } from "../../words/chat.ts";
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
  const { detail, offer, mend } = part.data;
  const ways = [
    ...(retry ? [{ label: strings.retry, go: retry }] : []),
    ...(offer && askBuiltin ? [{ label: strings.chat.askBuiltin, go: askBuiltin }] : []),
    ...(mend ? [{ label: chatWords.openSettings, go: () => navigate(paths.settings) }] : []),
  ];
  const [way, other, third] = ways;
  return (
    <Failure
      detail={detail}
      {...(way ? { way } : {})}
      {...(other ? { other } : {})}
      {...(third ? { third } : {})}
    />
  );
}
