import { problemOf, wantsSignIn } from "../data/problem.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { accessWords } from "../words/access.ts";
import { chatWords } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Failure } from "../ui/states.tsx";

const words = strings.chat;

interface ChatFailureProps {
  readonly error: Error;
  readonly retry: () => void;
  readonly reload: () => void;
}

/** Why a message did not reach the chat, with what helps: what the server has, a new chat, or another try. */
export function ChatFailure({ error, retry, reload }: ChatFailureProps) {
  const problem = problemOf(error);
  const { code, message } = problem;
  if (wantsSignIn(problem))
    return <Failure detail={accessWords.notSent} way={{ label: chatWords.again, go: retry }} />;
  switch (code) {
    // The chat went on elsewhere: what the server has comes first.
    case "chat/forged":
    case "chat/busy":
      return <Failure detail={message} way={{ label: words.reloadChat, go: reload }} />;
    case "request/not-signed-in":
      return (
        <Failure
          detail={message}
          way={{ label: strings.reload, go: () => globalThis.location.reload() }}
        />
      );
    case "chat/not-found":
      return (
        <Failure
          detail={message}
          way={{ label: words.startNew, go: () => navigate(paths.newChat) }}
        />
      );
    case "network":
      return (
        <Failure
          detail={message}
          way={{ label: chatWords.again, go: retry }}
          other={{ label: words.reloadChat, go: reload }}
        />
      );
    default:
      return <Failure detail={message} way={{ label: strings.retry, go: retry }} />;
  }
}
