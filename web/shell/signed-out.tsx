import { useEffect } from "react";
import { statusShape } from "../../src/contract/chat.ts";
import { ask } from "../data/api.ts";
import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

const askAgainMs = 5_000;

/** Says how to sign in, and goes on once that was done in another tab. */
export function SignedOut() {
  useEffect(() => {
    const goOn = () => {
      ask(statusShape, "/api/status").then(
        () => location.reload(),
        // Still nobody is signed in.
        () => {},
      );
    };
    const timer = setInterval(goOn, askAgainMs);
    addEventListener("focus", goOn);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", goOn);
    };
  }, []);
  return (
    <Page title={strings.signedOut} lead={strings.signedOutLead}>
      {null}
    </Page>
  );
}
