import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { type Right, rights } from "../contract/access.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Caller } from "./caller.ts";
import { ownsServer, type Signed } from "./guard.ts";

/** `use` is enough for what is the caller's own; for all else it takes this right. The route sees to it, by `requireOwn`. */
export interface OwnOr {
  readonly othersTake: Right;
}
const ownOr = (othersTake: Right): OwnOr => ({ othersTake });

/**
 * `anyone` may call it without a session or a key; `signed` is for whoever has one, whatever it is good
 * for; `server` is the whole server's, and for who manages that.
 */
export type Need = Right | OwnOr | "server" | "signed" | "anyone";

/** What each address takes: method and pattern as they are registered. What is not here is refused. */
export const needs: Readonly<Record<string, Need>> = {
  // Signing in, and oneself
  "GET /api/sign-in": "anyone",
  "POST /api/auth/sign-in/email": "anyone",
  "POST /api/auth/sign-out": "anyone",
  "GET /api/auth/passkey/generate-authenticate-options": "anyone",
  "POST /api/auth/passkey/verify-authentication": "anyone",
  "GET /api/auth/passkey/generate-register-options": "anyone",
  "POST /api/auth/passkey/verify-registration": "anyone",
  "GET /api/auth/oidc/start": "anyone",
  "GET /api/auth/oidc/callback": "anyone",
  "POST /api/sign-in/first": "anyone",
  "POST /api/sign-in/invitation": "anyone",
  "POST /api/sign-in/invitation/accept": "anyone",
  "POST /api/sign-in/password": "anyone",
  // What people open who have no part in this server: each knows them by itself.
  "GET /oauth/callback": "anyone",
  "ALL /connect/start/*": "anyone",
  "ALL /connect/step/*": "anyone",
  "GET /connect/start/:token": "anyone",
  "POST /connect/start/:token": "anyone",
  "GET /connect/step/:id": "anyone",
  "POST /connect/step/:id": "anyone",
  "GET /embed/connect/:token": "anyone",
  "GET /embed/connect/:token/state": "anyone",
  "GET /account/connections": "anyone",
  "GET /account/connections/:id": "anyone",
  "POST /account/connections": "anyone",
  "POST /account/connections/:id": "anyone",
  "GET /stand-ins/:provider/*": "anyone",
  "POST /stand-ins/:provider/*": "anyone",
  "GET /api/me": "signed",
  "GET /api/account": "signed",
  "PATCH /api/account": "signed",
  "POST /api/account/password": "signed",
  "DELETE /api/account/sessions": "signed",
  "DELETE /api/account/sessions/:id": "signed",
  "DELETE /api/account/passkeys/:id": "signed",
  "POST /api/account/leave": "signed",
  "GET /api/status": "signed",

  // Workspaces and apps: what an owner of another workspace may do is not said by this app.
  "GET /api/workspaces": "signed",
  "POST /api/workspaces": "signed",
  "GET /api/apps": "signed",
  "POST /api/apps": "signed",
  "PATCH /api/apps/:slug": "signed",
  "DELETE /api/apps/:slug": "signed",
  "POST /api/apps/:slug/restore": "signed",

  // Members and keys
  "GET /api/members": "manage",
  "PATCH /api/members/:id": "manage",
  "DELETE /api/members/:id": "manage",
  "POST /api/members/:id/password": "manage",
  "GET /api/invitations": "manage",
  "POST /api/invitations": "manage",
  "DELETE /api/invitations/:id": "manage",
  // Of one's own; those of others take `manage`.
  "GET /api/keys": "signed",
  "POST /api/keys": "signed",
  "DELETE /api/keys/:id": "signed",
  "POST /api/key-file/replace": "server",

  // Functions, as their users call them
  "ALL /functions/:name": "use",
  "POST /api/functions/:name": "use",
  "PATCH /api/functions/:name": "use",
  "ALL /api/functions/*": "use",
  "POST /api/apps/:appId/functions/:name": "use",
  "ALL /api/apps/:appId/functions/*": "use",
  "ALL /api/apps/:appId/*": "use",
  "GET /api/apps/:appId/entities/User/me": "use",
  "ALL /api/apps/:appId/external-auth/tokens/*": "use",
  "ALL /api/apps/:appId/app-user-auth/connectors/:id/token": "use",
  "POST /api/apps/:appId/app-user-auth/connectors/:connectorId/initiate": "connect",
  "DELETE /api/apps/:appId/app-user-auth/connectors/:connectorId": "connect",
  "POST /base44/api/functions/:name": "use",
  "PATCH /base44/api/functions/:name": "use",
  "ALL /base44/api/functions/*": "use",
  "POST /base44/api/apps/:appId/functions/:name": "use",
  "ALL /base44/api/apps/:appId/functions/*": "use",
  "ALL /base44/api/apps/:appId/*": "use",
  "GET /base44/api/apps/:appId/entities/User/me": "use",
  "ALL /base44/api/apps/:appId/external-auth/tokens/*": "use",
  "ALL /base44/api/apps/:appId/app-user-auth/connectors/:id/token": "use",
  "POST /base44/api/apps/:appId/app-user-auth/connectors/:connectorId/initiate": "connect",
  "DELETE /base44/api/apps/:appId/app-user-auth/connectors/:connectorId": "connect",

  // Functions, as they are made
  "GET /api/functions": "read",
  "GET /api/function-summaries": "read",
  "GET /api/functions/:name": "read",
  "GET /api/functions/:name/versions": "read",
  "GET /api/functions/:name/versions/:version": "read",
  "GET /api/functions/:name/diff": "read",
  "GET /api/functions/:name/export": "read",
  "GET /api/export": "read",
  "PUT /api/functions/:name": "build",
  "DELETE /api/functions/:name": "build",
  "DELETE /api/functions/:name/file": "build",
  "POST /api/functions/import": "build",
  "POST /api/functions/:name/check": "build",
  "POST /api/functions/:name/format": "build",
  "POST /api/functions/:name/restore": "build",
  "POST /api/functions/:name/rename": "build",
  "POST /api/functions/:name/duplicate": "build",
  "PATCH /api/functions/:name/accounts": "build",
  "POST /api/functions/:name/connection-requests": "build",
  "POST /api/functions/:name/run": "run",
  "GET /api/functions/:name/signing-secret": "build",
  "POST /api/functions/:name/signing-secret": "build",
  "DELETE /api/functions/:name/signing-secret": "build",
  "POST /mcp": "run",

  // Runs
  "GET /api/runs": "read",
  "GET /api/runs/:id": "read",
  "POST /api/runs/:id/replay": "run",
  "POST /api/runs/:id/cancel": "run",

  // Chats
  "POST /api/chat": "build",
  "POST /api/plan": "build",
  "GET /api/chats": "read",
  "GET /api/chats/:id": "read",
  "GET /api/chats/:id/stream": "read",
  "GET /api/chat/:id/stream": "read",
  "PATCH /api/chats/:id": "build",
  "DELETE /api/chats/:id": "build",
  "POST /api/chats/:id/restore": "build",
  "POST /api/chats/:id/stop": "build",

  // Pages
  "GET /api/pages": "use",
  "GET /api/pages/:slug/view": "use",
  "POST /api/pages/:slug/blocks/:block/data": "use",
  "POST /api/pages/:slug/blocks/:block/act": "use",
  "GET /api/pages/deleted": "read",
  "GET /api/pages/:slug": "read",
  "GET /api/pages/:slug/versions": "read",
  "GET /api/pages/:slug/versions/:version": "read",
  "POST /api/pages": "build",
  "POST /api/pages/check": "build",
  "POST /api/pages/preview": "build",
  "PUT /api/pages/:slug": "build",
  "DELETE /api/pages/:slug": "build",
  "POST /api/pages/:slug/restore": "build",
  "PUT /api/pages/:slug/embed": "build",
  "DELETE /api/pages/:slug/embed": "build",

  // Automations
  "GET /api/automations": "read",
  "GET /api/automations/preview": "read",
  "GET /api/automations/:id": "read",
  "GET /api/automations/:id/deliveries": "read",
  "GET /api/deliveries/:id": "read",
  "POST /api/automations": "build",
  "PATCH /api/automations/:id": "build",
  "DELETE /api/automations/:id": "build",
  "POST /api/automations/:id/restore": "build",
  "POST /api/automations/:id/secret": "build",
  "POST /api/automations/:id/pause": "run",
  "POST /api/automations/:id/resume": "run",
  "POST /api/automations/:id/run": "run",
  "POST /api/deliveries/:id/replay": "run",
  "DELETE /api/deliveries/:id": "run",

  // Tools and accounts
  "GET /api/connectors": "read",
  "GET /api/connectors/:id": "read",
  "GET /api/connectors/:id/uses": "read",
  "GET /api/operations": "read",
  "GET /api/connections": "read",
  "GET /api/connections/:id": "read",
  "GET /api/connections/:id/uses": "read",
  "GET /api/connection-requests/:id": ownOr("read"),
  "GET /api/integrations": "read",
  "GET /api/sandbox": "read",
  "GET /api/secrets": "read",
  "GET /api/webhooks": "connect",
  "POST /api/connections": ownOr("connect"),
  "POST /api/connections/:id/check": "connect",
  "PATCH /api/connections/:id": "connect",
  "DELETE /api/connections/:id": "connect",
  "POST /api/connections/:id/give-back": "connect",
  "POST /api/connections/:id/reconnect": "connect",
  "POST /api/connection-requests/:id/settle": ownOr("connect"),
  "GET /connect/:request": ownOr("connect"),
  "POST /connect/:request": ownOr("connect"),
  "POST /api/integrations": "connect",
  "POST /api/integrations/preview": "connect",
  "DELETE /api/integrations/:id": "connect",
  "POST /api/sandbox/:provider/levers": "connect",
  "GET /stand-ins/:provider/": "read",
  "POST /stand-ins/:provider/_sandbox/*": "connect",
  "PUT /api/secrets/:name": "connect",
  "DELETE /api/secrets/:name": "connect",

  // People whom functions act for, and what is held of oneself
  "GET /api/app-users": "connect",
  "POST /api/app-users": "connect",
  "DELETE /api/app-users/:id": "connect",
  "POST /api/connect-links": "connect",
  "GET /api/people": "read",
  "GET /api/connect-sites": "read",
  "PUT /api/connect-sites": "manage",
  "GET /api/me/connections": "use",
  "DELETE /api/me/connections": "use",
  "DELETE /api/me/connections/:id": "use",
  "POST /api/me/consents/:function": "use",
  "DELETE /api/me/consents/:function": "use",

  // Settings
  "GET /api/audit": "manage",
  "GET /api/audit/export": "manage",
  "GET /api/audit/verify": "manage",
  "GET /api/encryption": "server",
  "POST /api/encryption/rotate": "server",
  "GET /metrics": "server",
  "POST /api/webhooks/:provider/open": "manage",
  "GET /api/settings/model": "manage",
  "PUT /api/settings/model": "manage",
  "POST /api/settings/model/test": "manage",
  "POST /api/settings/model/list": "manage",
  "GET /api/settings/data": "manage",
  "GET /api/settings/providers": "manage",
  "GET /api/settings/providers/:provider": "manage",
  "PUT /api/settings/providers/:provider/client": "manage",
  "DELETE /api/settings/providers/:provider/client": "manage",
  "POST /api/settings/providers/:provider/test": "manage",
  "GET /api/archive": "manage",
  "POST /api/archive/imports": "manage",
  "POST /api/archive/imports/:id": "manage",
  "DELETE /api/archive/imports/:id": "manage",
};

interface Route {
  readonly method: string;
  readonly path: string;
}

/** How exactly a pattern says what it is for: a part that is written out, then a parameter, then no end. */
function exactness({ path }: Route): number {
  const weigh = (part: string) => (part.includes("*") ? -1 : part.startsWith(":") ? 1 : 100);
  const parts = path.split("/").filter(Boolean);
  return parts.reduce((sum, part) => sum + weigh(part), 0);
}

/** What answers, of all that is registered for an address: what is written out goes before what is not. */
export function needOf(routes: readonly Route[]): Need | undefined {
  const [first] = routes
    .filter(({ method, path }) => Object.hasOwn(needs, `${method} ${path}`))
    .toSorted((one, other) => exactness(other) - exactness(one));
  return first && needs[`${first.method} ${first.path}`];
}

/**
 * Lets through whom `signed` knows and who may do it. An address that is not in the table answers
 * nobody: a new one is first given a right.
 */
export function guardRights(
  signed: MiddlewareHandler<Signed>,
  { isFirstWorkspace }: { readonly isFirstWorkspace: boolean },
): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const routes = matchedRoutes(c);
    const need = needOf(routes);
    if (need === "anyone") return next();
    // Whatever comes of it, nobody learns without a session what there is.
    return signed(c, async () => {
      const handled = routes.some(({ method, path }) => method !== "ALL" && !path.includes("*"));
      if (need === undefined && handled) throw refused(undefined, c.get("caller"));
      if (need === "server") requireServer(c, isFirstWorkspace);
      else if (need !== undefined && need !== "signed") requireNeed(c, need);
      await next();
    });
  };
}

function requireNeed(c: Context<Signed>, need: Right | OwnOr): void {
  if (typeof need === "string") return requireRight(c, need);
  if (!c.get("caller").rights.includes("use")) requireRight(c, need.othersTake);
}

/** Throws `access/not-allowed`, also to who manages another workspace. */
function requireServer(c: Context<Signed>, isFirstWorkspace: boolean): void {
  requireRight(c, "manage");
  if (ownsServer(c, isFirstWorkspace)) return;
  throw new PatchbayError(
    "access/not-allowed",
    "This is the whole server's, not this workspace's. An owner of the server's first workspace does it there, or who holds the key of the data folder.",
  );
}

function requireRight(c: Context<Signed>, right: Right): void {
  requireRightOf(c.get("caller"), right);
}

/** Throws `access/not-allowed`, with what is missing and who can give it. */
export function requireRightOf(caller: Caller, right: Right): void {
  if (!caller.rights.includes(right)) throw refused(right, caller);
}

/** In a route of `ownOr`: throws `access/not-allowed` where it is not the caller's own, nor theirs by right. */
export function requireOwn(c: Context<Signed>, isOwn: boolean): void {
  const need = needOf(matchedRoutes(c));
  if (!isOwn && typeof need === "object") requireRight(c, need.othersTake);
}

function refused(need: Right | undefined, { principal, role, rights: has }: Caller): PatchbayError {
  if (need === undefined) {
    return new PatchbayError("access/not-allowed", "No right is written down for this address.");
  }
  const may = `“${rights[need]}” (${need})`;
  const way = principal.startsWith("api-key:")
    ? `The key that was sent does not have it. Make a key with it under Settings → API keys.`
    : role === undefined
      ? "You have no part in this workspace. An owner of it can invite you."
      : `Your role is ${role}. An owner of the workspace can give you another under Settings → Members.`;
  return new PatchbayError("access/not-allowed", `This needs the right ${may}. ${way}`, {
    extra: { needed: need, has },
  });
}
