import { Hono } from "hono";
import { z } from "zod";
import { commonLeverForms, noLevers, pull } from "../../../sandbox/kit/levers.ts";
import { sameOrigin } from "../../../sandbox/kit/same-origin.ts";
import { actForm, perform } from "./acts.ts";
import type { ApiDependencies } from "./api.ts";
import { inspectorPage } from "./inspector-page.ts";
import { seedState } from "./seed.ts";
import type { Channel, State } from "./state.ts";
import { deliverDue } from "./workspace.ts";

const leverForm = z.discriminatedUnion("lever", [
  ...commonLeverForms,
  z.object({ lever: z.literal("reset") }),
  z.object({ lever: z.literal("expire") }),
  z.object({ lever: z.literal("revoke") }),
  z.object({ lever: z.literal("rotation"), on: z.stringbool() }),
]);

/** What a member of the workspace would see, and levers to break things. No token is shown. */
export function createInspector({ state, clock }: ApiDependencies): Hono {
  const app = new Hono();

  app.get("/", async (context) => {
    if (deliverDue(state.current, clock.now())) await state.save();
    return inspectorPage(state.current, context.req.query("channel") ?? "general", clock.now());
  });

  // Where permalinks lead.
  app.get("/archives/:channel/:message", (context) => {
    const channel = state.current.channels.find(({ id }) => id === context.req.param("channel"));
    return context.redirect(`/?channel=${encodeURIComponent(channel?.name ?? "")}`);
  });

  app.get("/_sandbox/state", async (context) => {
    if (deliverDue(state.current, clock.now())) await state.save();
    const { team, users, channels, scheduled, files, reminders, canvases } = state.current;
    // Without the ticket, which is the credential of an upload.
    const shown = files.map(({ id, name, title, size, sha256, status }) => ({
      id,
      name,
      title,
      size,
      sha256,
      status,
    }));
    return context.json({
      team,
      users,
      channels: channels.map(channelData),
      scheduled,
      files: shown,
      reminders,
      canvases,
    });
  });

  app.post("/_sandbox/acts", sameOrigin, async (context) => {
    const parsed = actForm.safeParse(await context.req.parseBody());
    if (!parsed.success) return context.json({ error: z.prettifyError(parsed.error) }, 400);
    const { current } = state;
    const channel = perform(current, parsed.data, clock.now());
    if (!channel) return context.json({ error: "There is no such channel or message." }, 400);
    await state.save();
    const isPage = context.req.header("accept")?.includes("text/html");
    const page = `/?channel=${encodeURIComponent(channel.name)}`;
    return isPage ? context.redirect(page, 303) : context.json({ ok: true, channel: channel.id });
  });

  app.post("/_sandbox/levers", sameOrigin, async (context) => {
    const parsed = leverForm.safeParse(await context.req.parseBody());
    if (!parsed.success) return context.json({ error: z.prettifyError(parsed.error) }, 400);
    const form = parsed.data;
    const { current } = state;
    const now = clock.now();
    if (form.lever === "reset") state.replace(resetState(current, now));
    else if (form.lever === "expire") expireTokens(current, now);
    else if (form.lever === "revoke") for (const token of current.tokens) token.revoked = true;
    else if (form.lever === "rotation") current.rotation = form.on;
    else pull(current.levers, form);
    await state.save();
    const isPage = context.req.header("accept")?.includes("text/html");
    return isPage ? context.redirect("/", 303) : context.json({ ok: true });
  });

  return app;
}

/** Messages oldest first. */
function channelData(channel: Channel) {
  return {
    ...channel,
    is_private: channel.kind !== "public_channel",
    messages: channel.messages.map((message) => ({
      ...message,
      reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })),
    })),
  };
}

/** Conversations as at the start. The client and its sign-ins stay: revoking has a lever of its own. */
function resetState({ app, tokens, codes }: State, now: number): State {
  const fresh = seedState(now);
  const isInstalled = tokens.some(({ kind, revoked }) => kind === "bot" && !revoked);
  return {
    ...fresh,
    app,
    users: fresh.users.map((user) => (user.is_bot ? { ...user, id: app.botUser } : user)),
    channels: fresh.channels.map((channel) =>
      isInstalled && channel.kind === "public_channel"
        ? { ...channel, members: [...channel.members, app.botUser] }
        : channel,
    ),
    tokens,
    codes,
    levers: noLevers(),
  };
}

function expireTokens({ tokens }: State, now: number): void {
  for (const token of tokens) token.expiresAt = Math.min(token.expiresAt ?? now, now);
}
