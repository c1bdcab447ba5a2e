import type { ClientSetUp } from "../../catalog/client-setup.ts";
import type { Provider } from "../../catalog/provider.ts";
import type { ClientTest } from "../../contract/settings.ts";
import { judgeTokens } from "./answer.ts";
import type { RawAnswer } from "./client.ts";

/** Judges what a token endpoint says of a made-up code. No part of the answer but an error code gets into a text. */
export function judgeProbe(raw: RawAnswer, provider: Provider, setUp: ClientSetUp): ClientTest {
  const { name } = provider;
  const { labels, probe, probeTellsRedirect, redirects } = setUp;
  const judged = judgeTokens(raw, provider);
  if (judged.status === "unexpected")
    return unclear(`${name} answered with ${judged.why}. Try again in a moment.`);
  if (judged.status === "tokens")
    return unclear(`${name} gave a token for a code that nobody issued: this is not ${name}.`);
  const meaning = Object.hasOwn(probe, judged.error) ? probe[judged.error] : undefined;
  switch (meaning) {
    case "works":
      return {
        status: "works",
        detail: `${name} knows this client: it refused nothing but the made-up code of this test.`,
        redirect: probeTellsRedirect ? "registered" : "unknown",
      };
    case "wrong-redirect":
      return {
        status: "wrong",
        detail: `${name} knows this client, but not the redirect address. Register exactly the one above${redirects === "https" ? "; it must be https" : ""}.`,
        redirect: "not-registered",
      };
    case "wrong-id":
      return wrong(`${name} does not know this ${labels.id}. Copy it again from the console.`);
    case "wrong-secret":
      return wrong(
        `${name} knows the ${labels.id}, but refused the ${labels.secret}. Copy it again, or make a new one there.`,
      );
    case "wrong-client":
      return wrong(
        `${name} refused the ${labels.id} or the ${labels.secret}. Copy both again from the console.`,
      );
    case undefined:
      return unclear(
        `${name} answered "${judged.error}", which says nothing of the client. Connect an account to see whether it works.`,
      );
  }
}

const wrong = (detail: string): ClientTest => ({ status: "wrong", detail, redirect: "unknown" });
const unclear = (detail: string): ClientTest => ({
  status: "unclear",
  detail,
  redirect: "unknown",
});
