import { Hono } from "hono";
import { z } from "zod";
import { type Html, html, page } from "../html.ts";
import { type CommonLever, commonLeverForms } from "../levers.ts";
import { sameOrigin } from "../same-origin.ts";
import { type PersonAct, actForms, readAct } from "./acts.ts";

/** A way to break things that only one stand-in has. */
export interface OwnLever<Data> {
  readonly name: string;
  readonly label: string;
  readonly pull: (data: Data) => void;
}

interface InspectorOptions<Data> {
  readonly name: string;
  readonly style: string;
  readonly data: () => Data;
  /** The tool as its user would see it; `query` is that of the page's address. */
  readonly view: (data: Data, query: URLSearchParams) => Html;
  readonly levers: readonly OwnLever<Data>[];
  readonly acts: readonly PersonAct<Data>[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly act: (
    lever: CommonLever | { lever: "reset" } | { lever: "expire" } | { lever: "revoke" },
  ) => void;
  readonly save: () => Promise<void>;
}

const plainForms = [
  ...commonLeverForms,
  z.object({ lever: z.literal("reset") }),
  z.object({ lever: z.literal("expire") }),
  z.object({ lever: z.literal("revoke") }),
] as const;

const buttons = [
  ["reset", "Start afresh"],
  ["expire", "Expire access tokens"],
  ["revoke", "Revoke everything"],
  ["rate-limit", "Rate-limit the next call"],
  ["fail", "Fail the next call"],
  ["limits", "Keep to the limits, or not"],
  ["outage", "Go down, or come back"],
] as const;

/** The inspector page of a stand-in, its state as JSON, and levers to break things. No token is shown. */
export function createInspector<Data>(options: InspectorOptions<Data>): Hono {
  const { name, style, data, view, levers, acts, now, act, save } = options;
  const form = z.discriminatedUnion("lever", plainForms);
  const server = new Hono();

  server.get("/", (context) =>
    page(
      { title: `${name} (sandbox)`, style, allowFraming: true },
      html`<header><strong>${name} sandbox</strong></header>
        <main>
          ${view(data(), new URL(context.req.url).searchParams)} ${actForms(acts, data())}
        </main>
        <footer>
          <h2>Break something</h2>
          ${[...buttons, ...levers.map((lever) => [lever.name, lever.label] as const)].map(
            ([value, label]) =>
              html`<form method="post" action="/_sandbox/levers">
                <button name="lever" value="${value}">${label}</button>
              </form>`,
          )}
        </footer>`,
    ),
  );

  server.get("/_sandbox/state", (context) => context.json(Object(data())));

  server.post("/_sandbox/acts", sameOrigin, async (context) => {
    const given = await context.req.parseBody();
    const wanted = acts.find((one) => one.name === given["act"]);
    const values = wanted ? readAct(wanted, data(), given) : "There is no such act.";
    const problem = typeof values === "string" ? values : wanted?.run(data(), values, now());
    if (problem !== undefined) return context.json({ error: problem }, 400);
    await save();
    const isPage = context.req.header("accept")?.includes("text/html");
    return isPage ? context.redirect("/", 303) : context.json({ ok: true });
  });

  server.post("/_sandbox/levers", sameOrigin, async (context) => {
    const given = await context.req.parseBody();
    const own = levers.find((lever) => lever.name === given["lever"]);
    if (own) own.pull(data());
    else {
      const parsed = form.safeParse(given);
      if (!parsed.success) return context.json({ error: z.prettifyError(parsed.error) }, 400);
      act(parsed.data);
    }
    await save();
    const isPage = context.req.header("accept")?.includes("text/html");
    return isPage ? context.redirect("/", 303) : context.json({ ok: true });
  });

  return server;
}
