import { under } from "../base.ts";
import { useEffect } from "react";
import { z } from "zod";
import { type SignInView, signInShape } from "../../src/contract/members.ts";
import { ask } from "../data/api.ts";
import { useGet } from "../data/use-get.ts";
import { useQuery } from "../router.tsx";
import { type AccessRoute, paths } from "../routes.ts";
import { accessWords } from "../words/access.ts";
import { strings } from "../words/strings.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { AccountForm } from "./account-form.tsx";
import { Invitation } from "./invitation.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import "./access.css";

const words = accessWords;

/** What stands before everything else: signing in, and coming to have an account. */
export default function AccessScreen({ route }: { readonly route: AccessRoute }) {
  const { loaded, reload } = useGet(signInShape, "/api/sign-in");
  // Whoever comes later signs in.
  const isLate =
    route.what === "first-account" && loaded.status === "ready" && !loaded.value.isFirst;
  const title = words.titles[isLate ? "sign-in" : route.what];
  useEffect(() => {
    document.title = `${title} – ${strings.product}`;
  }, [title]);
  return (
    <main className="access">
      <div className="access-card">
        <p className="access-brand">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          {strings.product}
        </p>
        <h1>{title}</h1>
        {loaded.status === "loading" && <Loading />}
        {loaded.status === "failed" && (
          <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
        )}
        {loaded.status === "ready" && <Content route={route} ways={loaded.value} />}
      </div>
    </main>
  );
}

/** The page is loaded anew: nothing that was asked for without a session stays in it. */
const enter = (next: string) => location.assign(under(next));

function Content({ route, ways }: { readonly route: AccessRoute; readonly ways: SignInView }) {
  const query = new URLSearchParams(useQuery());
  if (!ways.needed) {
    return (
      <Failure
        detail={words.notSetUp}
        way={{ label: words.goOn, go: () => enter(paths.newChat) }}
      />
    );
  }
  const { what, code } = route;
  switch (what) {
    case "sign-in": {
      const next = pathOf(query.get("next"));
      if (ways.isFirst) return <p>{words.first.noAccount}</p>;
      return (
        <>
          <Returned problem={query.get("problem")} />
          <SignInForm ways={ways} next={next} done={() => enter(next)} />
        </>
      );
    }
    case "first-account":
      if (!ways.isFirst)
        return (
          <>
            <p>{words.first.taken}</p>
            <SignInForm ways={ways} next="/" done={() => enter("/")} />
          </>
        );
      return (
        <>
          <p>{words.first.lead}</p>
          <AccountForm
            asksFor={["name", "email", "password"]}
            minPasswordLength={ways.minPasswordLength}
            action={words.first.make}
            send={async (given, signal) => {
              const body = { code, ...given };
              await ask(z.unknown(), "/api/sign-in/first", { method: "POST", body, signal });
              enter("/");
            }}
          />
        </>
      );
    case "invitation":
      return <Invitation code={code} ways={ways} done={() => enter("/")} />;
    case "new-password":
      return (
        <AccountForm
          asksFor={["password"]}
          minPasswordLength={ways.minPasswordLength}
          action={words.setPassword}
          send={async ({ password }, signal) => {
            const body = { code, password };
            await ask(z.unknown(), "/api/sign-in/password", { method: "POST", body, signal });
            enter("/");
          }}
        />
      );
  }
}

/** Why single sign-on came back without a session. */
function Returned({ problem }: { readonly problem: string | null }) {
  if (problem === null) return null;
  return <Failure detail={words.problems[problem] ?? words.otherProblem} />;
}

/** A path of this page, and nothing that a browser takes for another site. */
function pathOf(next: string | null): string {
  return next !== null && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : "/";
}
