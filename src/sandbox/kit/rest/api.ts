import { setTimeout as sleep } from "node:timers/promises";
import { type Context, Hono } from "hono";
import type { Clock } from "../../../core/clock.ts";
import { type Levers, takeInterference } from "../levers.ts";
import { type StandInLimit, createWindows } from "../windows.ts";
import { type OAuthState, type Token, bearerOf } from "../oauth/state.ts";
import type { SandboxUser } from "../types.ts";
import { RestRefusal } from "./refusal.ts";

type Json = Readonly<Record<string, unknown>>;

/** One call, with its token judged and its body read. */
export interface RestCall<Data> {
  /** What the stand-in keeps; a route that `changes` may change it in place. */
  readonly data: Data;
  readonly token: Token;
  readonly user: SandboxUser;
  /** As it was sent, not decoded. */
  readonly path: string;
  /** Path parameters, decoded. */
  readonly params: Json;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The JSON body; `{}` where there is none. */
  readonly body: Json;
  /** The body where it is no JSON. */
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Origin of the stand-in, for links. */
  readonly origin: string;
}

/** One method of the API. */
export interface RestRoute<Data> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As Hono writes them: `/v1/pages/:page_id`. */
  readonly path: string;
  /** Sets of scopes of which any one suffices; none where any token will do. */
  readonly scopes: readonly (readonly string[])[];
  /** Goes without a token: the address itself is the right. */
  readonly isOpen?: boolean;
  readonly changes?: boolean;
  /** The answer: JSON, or a response of its own. Throws a `RestRefusal`. */
  run(call: RestCall<Data>): unknown;
}

/** How one provider says no. */
export interface RestManners<Data> {
  /** A token that is missing, unknown, ended or revoked. */
  unauthorized(why: "missing" | "unknown" | "expired" | "revoked"): RestRefusal;
  /** A token that lacks the scopes of the route. */
  forbidden(route: RestRoute<Data>, token: Token): RestRefusal;
  rateLimited(): RestRefusal;
  /** The limit that a call counts to, where the stand-in can keep it. */
  limit?(path: string): StandInLimit;
  /** A failure that was asked for by its code. */
  failing(code: string): RestRefusal;
  notFound(path: string): RestRefusal;
  badJson(): RestRefusal;
  /** What must hold of every call besides: a version in a header. */
  check?(call: RestCall<Data>): void;
  /** Sent with every answer. */
  headers?(call: RestCall<Data>): Readonly<Record<string, string>>;
}

interface RestApiOptions<Data> {
  readonly routes: readonly RestRoute<Data>[];
  readonly manners: RestManners<Data>;
  readonly state: () => {
    readonly oauth: OAuthState;
    readonly levers: Levers;
    readonly data: Data;
  };
  readonly save: () => Promise<void>;
  readonly clock: Clock;
  readonly users: readonly SandboxUser[];
}

/** The API of a stand-in: tokens, scopes and levers are judged here, all else in its routes. */
export function createRestApi<Data>({
  routes,
  manners,
  state,
  save,
  clock,
  users,
}: RestApiOptions<Data>): Hono {
  const app = new Hono();
  const windows = createWindows();
  for (const route of routes) {
    app.on(route.method, route.path, (context) => answering(() => act(context, route)));
  }
  app.all("*", (context) => refusalAnswer(manners.notFound(context.req.path)));

  async function act(context: Context, route: RestRoute<Data>): Promise<Response> {
    const { oauth, levers, data } = state();
    if (levers.delayMs > 0) await sleep(levers.delayMs);
    const token = route.isOpen ? openToken : authenticate(context.req.raw, oauth);
    interfere(levers);
    const suffices = (set: readonly string[]) => set.every((one) => token.scopes.includes(one));
    if (!route.isOpen && route.scopes.length > 0 && !route.scopes.some(suffices))
      throw manners.forbidden(route, token);
    const url = new URL(context.req.url);
    const limit = levers.keepsLimits ? manners.limit?.(url.pathname) : undefined;
    if (limit && windows.take(limit, token.value, clock.now()) !== undefined)
      throw manners.rateLimited();
    const user = users.find(({ id }) => id === token.userId) ?? nobody;
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const call: RestCall<Data> = {
      data,
      token,
      user,
      path: url.pathname,
      params: context.req.param(),
      query: url.searchParams,
      headers: context.req.raw.headers,
      body: jsonOf(context, bytes),
      bytes,
      now: clock.now(),
      origin: url.origin,
    };
    manners.check?.(call);
    const answer = await route.run(call);
    if (route.changes) await save();
    const response =
      answer instanceof Response
        ? answer
        : answer === undefined
          ? new Response(null, { status: 204 })
          : Response.json(answer);
    for (const [name, value] of Object.entries(manners.headers?.(call) ?? {}))
      response.headers.set(name, value);
    return response;
  }

  /** The token stands in the header only: in the address it would be logged. */
  function authenticate(request: Request, oauth: OAuthState): Token {
    const judged = bearerOf(request, oauth, clock.now());
    if (judged.status === "ok") return judged.token;
    throw manners.unauthorized(judged.status);
  }

  function interfere(levers: Levers): void {
    const interference = takeInterference(levers);
    if (interference?.kind === "rate-limited") throw manners.rateLimited();
    if (interference) throw manners.failing(interference.error);
  }

  function jsonOf(context: Context, bytes: Uint8Array): Json {
    const isJson = /\bjson\b/.test(context.req.header("content-type") ?? "");
    if (!isJson || bytes.byteLength === 0) return {};
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw manners.badJson();
    }
  }

  return app;
}

async function answering(act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RestRefusal) return refusalAnswer(error);
    throw error;
  }
}

function refusalAnswer({ status, body, headers }: RestRefusal): Response {
  return typeof body === "string"
    ? new Response(body, { status, headers })
    : Response.json(body, { status, headers });
}

const nobody: SandboxUser = { id: "", name: "", email: "" };
const openToken: Token = { value: "", userId: "", scopes: [], revoked: false, grant: "" };
