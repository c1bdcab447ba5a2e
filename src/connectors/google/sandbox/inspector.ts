import { Hono } from "hono";
import { z } from "zod";
import { html, page } from "../../../sandbox/kit/html.ts";
import { commonLeverForms, noLevers, pull } from "../../../sandbox/kit/levers.ts";
import { sameOrigin } from "../../../sandbox/kit/same-origin.ts";
import type { ApiDependencies } from "./ground/api.ts";
import type { GoogleApp } from "./ground/app.ts";
import { createFiles } from "./ground/files.ts";
import { people } from "./ground/people.ts";
import { leverForms } from "./levers-panel.ts";
import { seedState } from "./seed.ts";
import { style } from "./style.ts";

interface InspectorDependencies extends ApiDependencies {
  readonly apps: readonly GoogleApp<unknown>[];
}

const leverForm = z.discriminatedUnion("lever", [
  ...commonLeverForms,
  z.object({ lever: z.literal("reset") }),
  z.object({ lever: z.literal("expire") }),
  z.object({ lever: z.literal("revoke") }),
  z.object({ lever: z.literal("testing"), on: z.stringbool() }),
  /** Switches an app's API off or on in the operator's project. */
  z.object({ lever: z.literal("api"), app: z.string(), on: z.stringbool() }),
]);

const deed = z.record(z.string(), z.string().max(10_000));

/** Each app as its user would see it, and levers to break things. No token is shown. */
export function createInspector({ apps, state, clock }: InspectorDependencies): Hono {
  const server = new Hono();

  server.get("/", (context) => {
    const { shared, apps: states } = state.current;
    const query = new URL(context.req.url).searchParams;
    const app = apps.find(({ id }) => id === query.get("app")) ?? apps[0];
    const user = people.find(({ email }) => email === query.get("user")) ?? people[0];
    if (!app || !user) return context.text("This stand-in has no apps.", 404);
    const now = clock.now();
    const files = createFiles(shared.files, { user, now, onlyOwnFiles: false });
    const link = (id: string, email: string) => `/?app=${id}&user=${encodeURIComponent(email)}`;
    return page(
      { title: `${app.name} (sandbox)`, style, allowFraming: true },
      html`<header>
          <strong>Google sandbox</strong>
          <nav>
            ${apps.map(
              ({ id, name }) =>
                html`<a href="${link(id, user.email)}" ${id === app.id ? current : undefined}
                  >${name}</a
                >`,
            )}
          </nav>
          <nav>
            ${people.map(
              ({ email }) =>
                html`<a href="${link(app.id, email)}" ${email === user.email ? current : undefined}
                  >${email}</a
                >`,
            )}
          </nav>
        </header>
        <main>${app.view({ state: states[app.id], user, files, query, now })}</main>
        ${leverForms(apps, shared.disabled)}`,
    );
  });

  server.get("/_sandbox/state", (context) => {
    const { shared, apps: states } = state.current;
    return context.json({ users: people, files: shared.files, ...states });
  });

  server.post("/_sandbox/act/:app", sameOrigin, async (context) => {
    const app = apps.find(({ id }) => id === context.req.param("app"));
    const { user: email = "", ...fields } = deed.parse(await context.req.parseBody());
    const user = people.find((one) => one.email === email) ?? people[0];
    if (!app?.act || !user) return context.json({ error: "Nobody does that here." }, 404);
    const appState = state.current.apps[app.id];
    const error = app.act({ state: appState, user, fields, now: clock.now() });
    if (error !== undefined) return context.json({ error }, 400);
    await state.save();
    return context.redirect(`/?app=${app.id}&user=${encodeURIComponent(user.email)}`, 303);
  });

  server.post("/_sandbox/levers", sameOrigin, async (context) => {
    const parsed = leverForm.safeParse(await context.req.parseBody());
    if (!parsed.success) return context.json({ error: z.prettifyError(parsed.error) }, 400);
    const form = parsed.data;
    const { shared } = state.current;
    const now = clock.now();
    if (form.lever === "reset") {
      const fresh = seedState(apps, now);
      const { client, signingKey, codes, tokens, refreshTokens, grants } = shared;
      state.replace({
        ...fresh,
        shared: {
          ...fresh.shared,
          client,
          signingKey,
          codes,
          tokens,
          refreshTokens,
          grants,
          levers: noLevers(),
        },
      });
    } else if (form.lever === "expire")
      for (const token of shared.tokens) token.expiresAt = Math.min(token.expiresAt, now);
    else if (form.lever === "revoke") {
      for (const token of [...shared.tokens, ...shared.refreshTokens]) token.revoked = true;
      shared.grants.length = 0;
    } else if (form.lever === "testing") shared.testingMode = form.on;
    else if (form.lever === "api") {
      shared.disabled = shared.disabled.filter((id) => id !== form.app);
      if (!form.on) shared.disabled.push(form.app);
    } else pull(shared.levers, form);
    await state.save();
    const isPage = context.req.header("accept")?.includes("text/html");
    return isPage ? context.redirect("/", 303) : context.json({ ok: true });
  });

  return server;
}

const current = { markup: ' aria-current="page"' };
