import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { z } from "zod";
import type { Audit, Recorded } from "../audit/audit.ts";
import type { Act, Outcome } from "../contract/audit.ts";
import { PatchbayError } from "../core/errors.ts";
import { type TrustedProxies, addressOf } from "./address.ts";
import { audited } from "./audited.ts";
import type { Signed } from "./guard.ts";
import { createRouteTable } from "./route-table.ts";

/** What a route adds to its entry of the audit log. */
export type Noted = Pick<Recorded, "caller" | "subject" | "outcome" | "detail"> & {
  readonly act?: Act;
};

/** Says more of what is done than the table of routes can. */
export function note(c: Context<Signed>, noted: Noted): void {
  c.set("noted", [...(c.get("noted") ?? []), noted]);
}

/** What was refused to whoever asked, by the code of the answer. */
const refusals: Readonly<Record<string, Act>> = {
  "request/not-signed-in": "key.refused",
  "request/bad-signature": "key.refused",
  "hook/refused": "key.refused",
  "request/foreign-origin": "origin.refused",
  "request/foreign-host": "origin.refused",
  "request/too-many": "limit.hit",
  "access/too-many": "limit.hit",
  "settings/key-needed": "right.refused",
  "access/not-allowed": "right.refused",
  "access/person-needed": "right.refused",
};

/** People and their sessions are the server's, and so are the keys that its data is encrypted with. */
const ofServer: ReadonlySet<Act> = new Set([
  "sign-in",
  "sign-out",
  "password.changed",
  "account.changed",
  "session.ended",
  "passkey.added",
  "passkey.removed",
  "key.replaced",
  "encryption.rotated",
] as const satisfies readonly Act[]);

/** Writes what was done into the audit log once it is answered, and what was refused. */
export function recordActs(
  audits: { readonly audit: Audit; readonly serverAudit: Audit },
  trusted: TrustedProxies,
): MiddlewareHandler<Signed> {
  const audit: Pick<Audit, "record"> = {
    record: (entry) => audits[ofServer.has(entry.act) ? "serverAudit" : "audit"].record(entry),
  };
  const find = createRouteTable(audited);
  return async (c, next) => {
    await next();
    const { path } = c.req;
    // Answered as a GET is, and does what it does.
    const method = c.req.method === "HEAD" ? "GET" : c.req.method;
    // Clients of Base44's SDK have the same routes at an address of their own.
    const found = find(method, path.replace(/^\/base44(?=\/api\/)/, ""));
    const refusal = c.error instanceof PatchbayError ? refusals[c.error.code] : undefined;
    const noted = c.get("noted") ?? [];
    if (!found && !refusal && noted.length === 0) return;
    // What is said of the route's own act, in one.
    const more: Noted = Object.assign({}, ...noted.filter(({ act }) => act === undefined));
    const caller = more.caller ?? c.get("caller");
    const from = { address: addressOf(c, trusted), agent: c.req.header("user-agent") };
    if (refusal) {
      // Whoever has just no session yet is nobody who tries keys.
      const tries = path.startsWith("/open/") || path.startsWith("/hooks/") || hasProof(c);
      if (refusal === "key.refused" && !tries) return;
      // The address itself may be a secret, as that of a connect page.
      const detail = { method, path: patternOf(c) };
      return audit.record({ act: refusal, caller, outcome: "refused", detail, from });
    }
    const outcome = outcomeOf(c.res.status);
    if (outcome === undefined) return;
    for (const { act, ...about } of noted)
      if (act !== undefined) await audit.record({ caller, outcome, from, ...about, act });
    if (!found) return;
    const { act, subject, told } = found.value;
    await audit.record({
      act,
      caller,
      subject: more.subject ?? (subject === undefined ? undefined : found.params[subject]),
      outcome: more.outcome ?? outcome,
      detail: { ...(await answered(c, told)), ...more.detail },
      from,
    });
  };
}

/** The pattern of the address that was asked for. */
function patternOf(c: Context): string {
  const written = matchedRoutes(c).filter(({ path }) => !path.includes("*"));
  return written.at(-1)?.path ?? "*";
}

function hasProof(c: Context): boolean {
  return (
    c.req.header("authorization") !== undefined || c.req.header("webhook-signature") !== undefined
  );
}

/** What was wrong in itself did nothing, and is not recorded. */
function outcomeOf(status: number): Outcome | undefined {
  if (status < 400) return "done";
  if (status === 401 || status === 403) return "refused";
  return status >= 500 ? "failed" : undefined;
}

const answerShape = z.record(z.string(), z.unknown());

/** The members of a JSON answer that are to be told. */
async function answered(
  c: Context,
  told: readonly string[] = [],
): Promise<Record<string, unknown>> {
  const isJson = c.res.headers.get("content-type")?.startsWith("application/json") ?? false;
  if (told.length === 0 || !isJson) return {};
  const answer = answerShape.safeParse(await c.res.clone().json());
  if (!answer.success) return {};
  return Object.fromEntries(told.map((name) => [name, answer.data[name]]));
}
