import { setTimeout as sleep } from "node:timers/promises";
import { type Context, Hono } from "hono";
import type { Clock } from "../../../core/clock.ts";
import { takeInterference } from "../../../sandbox/kit/levers.ts";
import type { StateFile } from "../../../sandbox/kit/state-file.ts";
import { createWindows } from "../../../sandbox/kit/windows.ts";
import type { Arguments } from "./arguments.ts";
import { limitOf } from "./limits.ts";
import { type MethodName, methodNames, scopesOfCall } from "./method-scopes.ts";
import type { Method } from "./method.ts";
import { Refusal, refuse } from "./refusal.ts";
import { methods } from "./routes/index.ts";
import { receiveUpload } from "./routes/uploads.ts";
import type { State, Token } from "./state.ts";
import { deliverDue, visibleChannel } from "./workspace.ts";

type Windows = ReturnType<typeof createWindows>;

export interface ApiDependencies {
  readonly state: StateFile<State>;
  readonly clock: Clock;
}

/** Slack's Web API: all answers but "slow down" have status 200. https://docs.slack.dev/apis/web-api */
export function createApi(deps: ApiDependencies): Hono {
  const app = new Hono();
  const windows = createWindows();
  for (const name of methodNames) {
    const method = methods[name];
    app.on(method.takesGet ? ["GET", "POST"] : ["POST"], `/api/${name}`, (context) =>
      answer({ ...deps, windows }, context, name),
    );
  }
  app.post("/upload/v1/:ticket", async (context) => {
    const bytes = await uploadedBytes(context);
    const response = receiveUpload(deps.state.current, context.req.param("ticket"), bytes);
    if (response.ok) await deps.state.save();
    return response;
  });
  app.all("/api/:method", (context) =>
    context.json({ ok: false, error: "unknown_method", req_method: context.req.param("method") }),
  );
  return app;
}

async function answer(
  { state, clock, windows }: ApiDependencies & { readonly windows: Windows },
  context: Context,
  name: MethodName,
) {
  const { current } = state;
  const { delayMs } = current.levers;
  if (delayMs) await sleep(delayMs, undefined, { ref: false });
  const method = methods[name];
  try {
    const args = await argumentsOf(context, method);
    const now = clock.now();
    const token = authenticate(current, tokenIn(context, args), now);
    const interference = takeInterference(current.levers);
    const delivered = deliverDue(current, now);
    if (interference || delivered) await state.save();
    if (interference?.kind === "rate-limited") return slowDown(context, 1);
    if (interference) refuse(interference.error);
    context.header("x-oauth-scopes", token.scopes.join(","));
    requireScopes(name, token, args, current);
    const limit = current.levers.keepsLimits ? limitOf(name, args, current) : undefined;
    const seconds = limit && windows.take(limit, token.value, now);
    if (seconds !== undefined) return slowDown(context, seconds);
    const { origin } = new URL(context.req.url);
    const members = method.run({ state: current, args, token, now, origin });
    if (method.changes) await state.save();
    return context.json({ ok: true, ...members });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return context.json({ ok: false, error: error.code, ...error.fields });
  }
}

function slowDown(context: Context, seconds: number): Response {
  return context.json({ ok: false, error: "ratelimited" }, 429, { "retry-after": `${seconds}` });
}

/** From the header, or from a form's field; never from the address, where it would be logged. */
function tokenIn(context: Context, args: Arguments): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
  const field = context.req.method === "POST" && isForm(context) ? args["token"] : undefined;
  return bearer ?? (typeof field === "string" ? field : undefined);
}

function authenticate(state: State, value: string | undefined, now: number): Token {
  if (value === undefined) return refuse("not_authed");
  const token = state.tokens.find((one) => one.value === value) ?? refuse("invalid_auth");
  if (token.revoked) refuse("token_revoked");
  if (token.expiresAt !== undefined && token.expiresAt <= now) refuse("token_expired");
  return token;
}

function requireScopes(name: MethodName, token: Token, args: Arguments, state: State): void {
  const { kind, scopes } = token;
  const conversation = visibleChannel(state, token, args["channel"])?.kind;
  const alternatives =
    scopesOfCall(name, kind, args, conversation) ?? refuse("not_allowed_token_type");
  if (alternatives.some((set) => set.every((scope) => scopes.includes(scope)))) return;
  const [first = []] = alternatives;
  const needed =
    alternatives.length > 1
      ? alternatives.flat()
      : first.filter((scope) => !scopes.includes(scope));
  refuse("missing_scope", { needed: needed.join(","), provided: scopes.join(",") });
}

async function argumentsOf(context: Context, { takesJson }: Method): Promise<Arguments> {
  const query = context.req.query();
  if (context.req.method === "GET") return query;
  if (isForm(context)) return { ...query, ...(await formOf(context)) };
  if (!takesJson || !/^application\/json\b/i.test(context.req.header("content-type") ?? ""))
    return query;
  return { ...query, ...jsonArguments(await context.req.text()) };
}

async function formOf(context: Context): Promise<Arguments> {
  try {
    return await context.req.parseBody();
  } catch {
    return refuse("invalid_form_data");
  }
}

function jsonArguments(text: string): Arguments {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse("invalid_json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuse("json_not_object");
  return { ...value };
}

function isForm(context: Context): boolean {
  const type = context.req.header("content-type") ?? "";
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
}

/** Raw bytes, or the file of a form, as Slack takes both. */
async function uploadedBytes(context: Context): Promise<Uint8Array> {
  if (!isForm(context)) return new Uint8Array(await context.req.arrayBuffer());
  const fields = Object.values(await context.req.parseBody());
  const file = fields.find((field) => field instanceof File);
  return file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}
