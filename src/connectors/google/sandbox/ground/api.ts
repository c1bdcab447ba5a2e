import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../../../core/clock.ts";
import { takeInterference } from "../../../../sandbox/kit/levers.ts";
import type { StateFile } from "../../../../sandbox/kit/state-file.ts";
import { createWindows } from "../../../../sandbox/kit/windows.ts";
import type { BoundDocumentKind, GoogleApp } from "./app.ts";
import { selectFields } from "./fields.ts";
import { createFiles } from "./files.ts";
import { limitOf } from "./limits.ts";
import { jsonBody, readMedia } from "./media.ts";
import { people } from "./people.ts";
import { Refusal, notFound, refusalAnswer, refuse } from "./refusal.ts";
import { type Route, matchRoute, routesOf } from "./routes.ts";
import { grantedScope, requireScope } from "./scope-check.ts";
import type { State, Token } from "./state.ts";
import { beginUpload, takeUpload } from "./upload.ts";

export interface ApiDependencies {
  readonly state: StateFile<State>;
  readonly clock: Clock;
}

/** Query parameters that every method takes. https://cloud.google.com/apis/docs/system-parameters */
const standardParameters = [
  "fields",
  "alt",
  "prettyPrint",
  "quotaUser",
  "key",
  "uploadType",
  "upload_id",
  "userIp",
];

interface Arrival {
  readonly route: Route;
  readonly params: Record<string, string>;
  readonly isUpload: boolean;
}

/** All APIs of the apps under their real paths, on one origin. */
export function createApi(apps: readonly GoogleApp<unknown>[], { state, clock }: ApiDependencies) {
  const routes = routesOf(apps);
  const windows = createWindows();

  /** Undefined where no method has the path. */
  async function answer(request: Request): Promise<Response | undefined> {
    const url = new URL(request.url);
    const isUpload = /^\/(?:resumable\/)?upload\//.test(url.pathname);
    const path = isUpload ? url.pathname.replace(/^\/(?:resumable\/)?upload/, "") : url.pathname;
    const matching = routes.flatMap((route) => {
      const params = matchRoute(route, path);
      return params && (!isUpload || route.method.takesMedia) ? [{ route, params, isUpload }] : [];
    });
    if (matching.length === 0) return undefined;
    const method = url.searchParams.has("upload_id") ? undefined : request.method;
    const arrival = matching.find(
      ({ route }) => method === undefined || route.method.http === method,
    );
    if (!arrival)
      return Response.json({ error: { code: 404, message: "Not Found" } }, { status: 404 });
    const { errorStyle } = arrival.route.app;
    try {
      return await call(request, url, arrival);
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error, errorStyle, schemeOf(error));
      throw error;
    }
  }

  async function call(request: Request, url: URL, arrival: Arrival): Promise<Response> {
    const { shared, apps: appStates } = state.current;
    const { app, method } = arrival.route;
    const now = clock.now();
    if (shared.levers.delayMs) await sleep(shared.levers.delayMs, undefined, { ref: false });
    const token = authenticate(shared.tokens, request, now);
    interfere(app, shared.levers);
    if (shared.disabled.includes(app.id)) refuseDisabled(app);
    const user =
      people.find(({ id }) => id === token.userId) ??
      refuse(401, "authError", "Invalid Credentials");
    const waiting = url.searchParams.has("upload_id")
      ? await takeUpload(shared, url, request)
      : undefined;
    if (waiting && "response" in waiting) return waiting.response;
    const query = waiting ? new URLSearchParams(waiting.upload.query) : url.searchParams;
    const scopes = { method, token };
    requireScope(scopes, app.service);
    const limit = shared.levers.keepsLimits ? limitOf(app.id, method.http) : undefined;
    if (limit && windows.take(limit, token.value, now) !== undefined) slowDown(app);
    checkParameters(query, method.query ?? []);
    const content =
      waiting ??
      (arrival.isUpload
        ? await readMedia(request, query)
        : { body: await jsonBody(request), media: undefined });
    const body = checkBody(content.body, method.body);
    if (arrival.isUpload && query.get("uploadType") === "resumable" && !waiting) {
      const location = beginUpload(shared, {
        url,
        request,
        body,
        params: arrival.params,
        method: `${app.id} ${method.id}`,
        token,
      });
      await state.save();
      return new Response(null, { status: 200, headers: { location } });
    }
    const result = await method.run({
      state: appStates[app.id],
      user,
      params: waiting?.upload.params ?? arrival.params,
      query,
      body,
      media: content.media,
      files: createFiles(shared.files, {
        user,
        now,
        onlyOwnFiles: grantedScope(scopes).onlyOwnFiles,
      }),
      documents: documentKinds(apps, appStates),
      now,
      origin: url.origin,
      has: (scope) => token.scopes.includes(scope),
    });
    if (method.changes || waiting) {
      tellWatchers(now);
      await state.save();
    }
    if (result instanceof Response) return result;
    if (result === undefined) return new Response(null, { status: 204 });
    return Response.json(selectFields(result, query.get("fields")));
  }

  function tellWatchers(now: number): void {
    const { shared, apps: appStates } = state.current;
    const filesOf = (userId: string) => {
      const user = people.find(({ id }) => id === userId) ?? notFound("Not Found");
      return createFiles(shared.files, { user, now, onlyOwnFiles: false });
    };
    for (const app of apps) app.changed?.({ state: appStates[app.id], now, filesOf });
  }

  return { answer };
}

function documentKinds(
  apps: readonly GoogleApp<unknown>[],
  states: Readonly<Record<string, unknown>>,
): readonly BoundDocumentKind[] {
  return apps.flatMap(({ id, documents }) => {
    if (!documents) return [];
    const state = states[id];
    return [
      {
        mimeType: documents.mimeType,
        create: (fileId, title) => documents.create(state, fileId, title),
        copy: (fromId, toId) => documents.copy(state, fromId, toId),
        exportAs: (fileId, mimeType) => documents.exportAs(state, fileId, mimeType),
      },
    ];
  });
}

/** RFC 6750 3.1: the header that says what is wrong with the credential. */
function schemeOf({ http, details }: Refusal): string | undefined {
  if (http === 401) return 'Bearer realm="https://accounts.google.com/", error="invalid_token"';
  const isScope = JSON.stringify(details).includes("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
  return isScope
    ? 'Bearer realm="https://accounts.google.com/", error="insufficient_scope"'
    : undefined;
}

/** The token stands in the header only: in the address it would be logged. */
function authenticate(tokens: readonly Token[], request: Request, now: number): Token {
  const value = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = tokens.find((one) => one.value === value);
  if (!token || token.revoked || token.expiresAt <= now) {
    return refuse(
      401,
      "authError",
      "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
    );
  }
  return token;
}

const failures: Readonly<Record<string, readonly [number, string]>> = {
  internal_error: [500, "backendError"],
  backendError: [503, "backendError"],
  forbidden: [403, "forbidden"],
  notFound: [404, "notFound"],
  quotaExceeded: [403, "quotaExceeded"],
  conditionNotMet: [412, "conditionNotMet"],
};

/** Drive and Calendar say it with 403 as well as 429. */
function slowDown(app: GoogleApp<unknown>): never {
  const usesForbidden = app.id === "googledrive" || app.id === "googlecalendar";
  return refuse(
    usesForbidden ? 403 : 429,
    usesForbidden ? "userRateLimitExceeded" : "rateLimitExceeded",
    "Rate Limit Exceeded",
    "RESOURCE_EXHAUSTED",
  );
}

function interfere(app: GoogleApp<unknown>, levers: State["shared"]["levers"]): void {
  const interference = takeInterference(levers);
  if (interference?.kind === "rate-limited") slowDown(app);
  if (interference) {
    const [http, reason] = failures[interference.error] ?? [500, interference.error];
    refuse(http, reason, "Backend Error");
  }
}

function refuseDisabled({ name, service }: GoogleApp<unknown>): never {
  return refuse(
    403,
    "accessNotConfigured",
    `${name} API has not been used in project 100000000001 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${service}/overview?project=100000000001 then retry.`,
  );
}

function checkParameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (standardParameters.includes(name) || known.includes(name)) continue;
    refuse(
      400,
      "badRequest",
      `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
    );
  }
}

function checkBody(body: Readonly<Record<string, unknown>>, shape: Route["method"]["body"]) {
  if (!shape) return {};
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  return refuse(
    400,
    "badRequest",
    `Invalid JSON payload received. ${issue?.message ?? "Invalid value"}${where ? ` at '${where}'` : ""}`,
  );
}
