import { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { setCookie } from "hono/cookie";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { SignIn } from "../access/sign-in.ts";
import { createWorkspaceMembers } from "../access/workspace-members.ts";
import type { Workspaces } from "../access/workspaces.ts";
import type { Automations } from "../automations/automations.ts";
import type { SignedCalls } from "../automations/signed-calls.ts";
import type { Pushed } from "../automations/pushed.ts";
import type { Base44 } from "../base44/base44.ts";
import type { PushSetUp } from "../automations/push-setup.ts";
import type { CatalogSearch } from "../catalog/search.ts";
import type { Chats } from "../chat/chats.ts";
import type { Secrets } from "../connections/secrets.ts";
import type { KeyRotation } from "../connections/key-rotation.ts";
import type { ConnectionCheck } from "../connections/check.ts";
import type { StatusView } from "../contract/chat.ts";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { importLimits } from "../contract/function-transfer.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { Exporter } from "../functions/export/export.ts";
import type { Functions } from "../functions/functions.ts";
import type { Importer } from "../functions/import/import.ts";
import { maxDocumentBytes } from "../integrations/load-document.ts";
import type { Integrations } from "../integrations/integrations.ts";
import type { Pages } from "../pages/pages.ts";
import type { Runs } from "../runs/runs.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { DataView } from "../contract/settings.ts";
import type { Archive } from "../archive/archive.ts";
import type { Audit } from "../audit/audit.ts";
import type { KeyFile } from "../setup/key-file.ts";
import type { ModelSetting } from "../setup/model.ts";
import type { ProviderSetUps } from "../setup/providers.ts";
import type { ApiKeyStore } from "../store/api-keys.ts";
import { defaultWorkspaceId } from "../store/database.ts";
import { type SessionStore, sessionLifeMs } from "../store/sessions.ts";
import type { TrustedProxies } from "./address.ts";
import { callbackPage } from "./callback.ts";
import { keyPage } from "./key-page.ts";
import { framedBy, framedByPolicy, guardEmbedded } from "./embedded.ts";
import { findLocalCaller, findSignedCaller, localUserId, sessionCookieOf } from "./caller.ts";
import { createPersonOf } from "./person.ts";
import { guardOrigin, guardSigned, notSignedIn, sameSecret } from "./guard.ts";
import { guardMetrics } from "./metrics.ts";
import { observeRequests } from "./observe.ts";
import { describeApi } from "./openapi.ts";
import { sendPage } from "./plain-page.ts";
import { answerProblem } from "./problem.ts";
import { servePage, serveReadme, serveSwagger } from "./page.ts";
import { pagePolicy } from "./policy.ts";
import { guardRights, requireOwn, requireRightOf } from "./rights.ts";
import type { RateLimits } from "./rate-limit.ts";
import { type Noted, note, recordActs } from "./record-acts.ts";
import { createRouter, requireJson } from "./routing.ts";
import { accountRoutes } from "./routes/account.ts";
import { memberRoutes } from "./routes/members.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { automationRoutes } from "./routes/automations.ts";
import { base44Routes } from "./routes/base44.ts";
import { catalogRoutes } from "./routes/catalog.ts";
import { chatRoutes } from "./routes/chat.ts";
import { appUserRoutes } from "./routes/app-users.ts";
import { type ConnectPagesDeps, connectPages } from "./routes/connect-pages.ts";
import { meRoutes } from "./routes/me.ts";
import { connectionRoutes } from "./routes/connections.ts";
import { hookRoutes } from "./routes/hooks.ts";
import { integrationRoutes } from "./routes/integrations.ts";
import { functionTransferRoutes } from "./routes/function-transfer.ts";
import { functionRoutes } from "./routes/functions.ts";
import { pageRoutes } from "./routes/pages.ts";
import { functionSummaryRoutes } from "./routes/function-summaries.ts";
import { createFunctionList } from "./function-list.ts";
import type { FunctionNeedStore } from "../store/function-needs.ts";
import type { FunctionSummaryStore } from "../store/function-summaries.ts";
import { type Plan, planRoutes } from "./routes/plan.ts";
import { archiveRoutes } from "./routes/archive.ts";
import { encryptionRoutes } from "./routes/encryption.ts";
import { auditRoutes } from "./routes/audit.ts";
import { apiKeyRoutes } from "./routes/api-keys.ts";
import { providerClientRoutes } from "./routes/provider-clients.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { runRoutes } from "./routes/runs.ts";
import { type StandIns, sandboxRoutes } from "./routes/sandbox.ts";
import { type StandInPagesDeps, standInPages } from "./routes/stand-in-pages.ts";
import { schedulePreviewRoutes } from "./routes/schedule-preview.ts";
import { workspaceRoutes } from "./routes/workspaces.ts";
import { secretRoutes } from "./routes/secrets.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { signingSecretRoutes } from "./routes/signing-secrets.ts";
import { guardSignedCalls } from "./signed-calls.ts";
import { statusRoutes } from "./routes/status.ts";
import { createUses } from "./uses.ts";

export interface AppDependencies extends ConnectPagesDeps, StandInPagesDeps {
  readonly search: CatalogSearch;
  readonly chats: Chats;
  readonly checkConnection: ConnectionCheck;
  readonly functions: Functions;
  readonly exporter: Exporter;
  readonly importer: Importer;
  readonly integrations: Integrations;
  readonly secrets: Secrets;
  readonly pushSetUp: PushSetUp;
  readonly runs: Runs;
  readonly pages: Pages;
  readonly automations: Automations;
  readonly summaries: FunctionSummaryStore;
  readonly needs: FunctionNeedStore;
  readonly pushed: Pushed;
  readonly base44: Base44;
  readonly plan: Plan;
  /** Answers one POST of the Model Context Protocol. */
  readonly mcp: (request: Request, userId: string | undefined) => Promise<Response>;
  readonly status: () => Promise<StatusView>;
  readonly standIns: StandIns & StandInPagesDeps["standIns"];
  /** Of Patchbay itself. */
  readonly version: string;
  readonly sessions: SessionStore;
  /** Absent on a server that is one person's. */
  readonly signIn: SignIn | undefined;
  /** That the app belongs to. */
  readonly workspaceId: string;
  readonly keys: ApiKeyStore;
  readonly archive: Archive;
  readonly audit: Audit;
  /** For what concerns the whole server, whichever app's address it came to. */
  readonly serverAudit: Audit;
  readonly rateLimits: RateLimits;
  readonly signedCalls: SignedCalls;
  readonly rotation: Pick<KeyRotation, "view" | "rotate">;
  /** Whose word on the client's address is taken. */
  readonly trustedProxies: TrustedProxies;
  readonly keyFile: KeyFile;
  readonly model: ModelSetting;
  readonly providerSetUp: ProviderSetUps;
  readonly data: () => Promise<DataView>;
  readonly workspaces: Workspaces;
  readonly appId: string;
  /** What its addresses begin with; the front door has taken it away. */
  readonly base: string;
  /** Part of the address printed at start; whoever opens it gets a session. */
  readonly openCode: string;
  readonly webDir: string;
  readonly readmeFile: string;
  readonly metrics: Metrics;
  /** What may read the metrics beside who manages the server. */
  readonly metricsToken: string | undefined;
  /** Whether each request is a line of the log. */
  readonly logsRequests: boolean;
  /** Throws `server/not-ready` while requests should go elsewhere. */
  readonly requireReady: () => Promise<void>;
  readonly log: Log;
}

const maxBodyBytes = 1024 * 1024;

/** The whole HTTP surface of an app, behind the front door. */
export function createApp(deps: AppDependencies) {
  const { log, signIn, workspaceId } = deps;
  const needsSignIn = signIn !== undefined;
  // Without sign-in all workspaces are one person's.
  const isFirstWorkspace = !signIn || workspaceId === defaultWorkspaceId;
  const members =
    signIn &&
    createWorkspaceMembers({
      signIn,
      workspaceId,
      origin: () => deps.origins()[0] ?? "",
    });
  const uses = createUses(deps);
  const cookieName = () => sessionCookieOf(deps.origins());
  const app = createRouter();
  app.onError((error, c) => answerProblem(error, c, log, deps.base));
  app.use(observeRequests({ ...deps, logsRequests: deps.logsRequests }));
  app.use(recordActs(deps, deps.trustedProxies));
  app.use(deps.rateLimits.byAddress);
  app.use(guardOrigin({ origins: deps.origins }));
  app.use(async (c, next) => {
    if (c.env?.refused) throw c.env.refused;
    await next();
  });
  // What they change is set by the next one.
  app.use("/pages/:slug", framedBy(deps.pages));
  app.use("/embed/*", framedByPolicy);
  app.use(
    secureHeaders({
      contentSecurityPolicy: pagePolicy(signIn === undefined),
      referrerPolicy: "no-referrer",
      // The page must see its sign-in window close; "same-origin" cuts it off at the provider.
      crossOriginOpenerPolicy: "same-origin-allow-popups",
      // The callback page brings a policy of its own.
      overwrite: false,
    }),
  );

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    await deps.requireReady();
    return c.json({ status: "ready" });
  });
  app.get("/open/:code", async (c) => {
    if (!sameSecret(c.req.param("code"), deps.openCode)) {
      throw new PatchbayError(
        "request/not-signed-in",
        "This address is from an earlier start. Open the one that the running server printed.",
      );
    }
    if (signIn) {
      const { isFirst } = await signIn.view();
      if (isFirst) return c.redirect(`/first-account/${deps.openCode}`);
      const isSignedIn = (await signIn.session(c.req.raw.headers)) !== undefined;
      return c.redirect(isSignedIn ? `${deps.base}/` : "/sign-in");
    }
    const origin = deps.origins()[0] ?? "";
    const session = await deps.sessions.create();
    const principal = `session:${await deps.sessions.find(session)}`;
    note(c, { caller: { principal, userId: localUserId } });
    setCookie(c, cookieName(), session, {
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
      secure: origin.startsWith("https:"),
      maxAge: sessionLifeMs / 1000,
    });
    return c.redirect(`${deps.base}/`);
  });

  const byKey = {
    apiKey: () => deps.keyFile.current(),
    findKey: (key: string) => deps.keys.find(key),
  };
  const find = signIn
    ? findSignedCaller({ ...byKey, signIn, membershipOf: signIn.members.roleOf, workspaceId })
    : findLocalCaller({ ...byKey, sessions: deps.sessions, cookieName });
  const known = guardSigned(find, { needsSignIn });
  const signed = guardRights(known, { isFirstWorkspace });
  const { byCaller } = deps.rateLimits;
  const limitedTo = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new HTTPException(413);
      },
    });
  const personOf = createPersonOf(deps.appUsers);
  // People who have no part in this server: their browser is known by what it opened.
  const people = connectPages(deps, { base: deps.base, needsSignIn });
  for (const path of ["/connect/start/*", "/connect/step/*", "/account/*"])
    app.use(path, limitedTo(maxBodyBytes));
  app.route("/", people.router);
  app.route("/", people.account(find));
  app.use("/stand-ins/*", limitedTo(maxBodyBytes), signed);
  app.route("/", standInPages(deps));
  app.use("/metrics", guardMetrics(deps.metricsToken, signed));
  app.get("/metrics", async (c) =>
    c.body(await deps.metrics.read(), 200, { "content-type": deps.metrics.contentType }),
  );
  const limited = limitedTo(maxBodyBytes);
  const limitedToDocuments = limitedTo(maxDocumentBytes + maxBodyBytes);
  const limitedToImports = limitedTo(importLimits.bytes + maxBodyBytes);
  app.use("/api/*", guardRights(guardEmbedded(deps.pages, known), { isFirstWorkspace }), byCaller);
  app.use("/api/*", (c, next) => {
    // It counts its bytes itself, on their way to the disk.
    if (isUpload(c.req.path)) return next();
    if (c.req.path.startsWith("/api/integrations")) return limitedToDocuments(c, next);
    return (c.req.path === "/api/functions/import" ? limitedToImports : limited)(c, next);
  });
  // Before the addresses of Base44's SDK, which begin like them.
  app.route("/api", workspaceRoutes(deps));
  // What calls a function may have any body; where an address is one of the management's, it is left to that.
  app.route(
    "/api",
    base44Routes({ ...deps, personOf }, (method, path) => isRouted(app.routes, method, path)),
  );
  app.use("/base44/*", signed, byCaller, limited);
  app.route("/base44/api", base44Routes({ ...deps, personOf }));
  app.use("/api/*", (c, next) => (isUpload(c.req.path) ? next() : requireJson(c, next)));
  app.use("/functions/*", guardSignedCalls(deps.signedCalls, limited, signed), byCaller, limited);
  // Senders sign what they send; they have neither a session nor the key.
  app.use("/hooks/*", limited);
  app.use("/mcp", signed, byCaller, limited);
  app.use("/connect/*", signed, byCaller, limited);

  for (const routes of [
    chatRoutes(deps.chats),
    catalogRoutes({ ...deps, uses }),
    connectionRoutes({ ...deps, uses }),
    functionTransferRoutes(deps),
    signingSecretRoutes(deps.signedCalls),
    functionRoutes(deps),
    functionSummaryRoutes(createFunctionList(deps)),
    runRoutes({ ...deps, personOf }),
    pageRoutes({ ...deps, personOf }),
    appUserRoutes(deps),
    meRoutes({ ...deps, personOf }),
    // Before the address of one automation, which it would be taken for.
    schedulePreviewRoutes(),
    automationRoutes(deps),
    planRoutes(deps.plan),
    statusRoutes(deps.status),
    sandboxRoutes(deps.standIns),
    integrationRoutes(deps.integrations),
    secretRoutes(deps),
    webhookRoutes(deps.pushSetUp),
    settingsRoutes(deps),
    providerClientRoutes(deps.providerSetUp),
    signInRoutes(deps),
    accountRoutes({ signIn, members }),
    memberRoutes(members),
    apiKeyRoutes({ ...deps, members, isFirstWorkspace }),
    archiveRoutes(deps.archive),
    auditRoutes(deps.audit),
    encryptionRoutes(deps),
  ]) {
    app.route("/api", routes);
  }
  app.route("/", hookRoutes(deps));
  app.post("/mcp", async (c) => deps.mcp(c.req.raw, await personOf(c)));
  app.all("/functions/:name", async (c) =>
    deps.runs.call(c.req.param("name"), c.req.raw, { userId: await personOf(c) }),
  );
  app.get("/oauth/callback", async (c) => {
    const [signedIn, opened] = [await find(c), await people.principal(c)];
    // A session that has no part in this app proves nothing here: the browser may have opened an address of it.
    const session = signedIn && signedIn.rights.length > 0 ? signedIn.principal : undefined;
    const principal = [session, opened].filter((one) => one !== undefined);
    if (principal.length === 0) throw notSignedIn(needsSignIn);
    note(c, { caller: signedIn });
    const { by, ...request } = await deps.connections.complete({
      url: c.req.url,
      principal,
      requireMay(isOwn) {
        if (!isOwn && signedIn) requireRightOf(signedIn, "connect");
      },
    });
    // It is the act of who began it, whatever else the browser holds.
    const caller = by.principal === signedIn?.principal ? signedIn : by;
    note(c, { ...connectedBy(request), caller });
    const next = await people.afterSignIn(c, request.id);
    if (next) return next;
    return sendPage(c, callbackPage(request, deps.base));
  });
  app.get("/connect/:request", async (c) => {
    const id = c.req.param("request");
    const { userId } = c.get("caller");
    requireOwn(c, await deps.connections.isOwn(id, userId));
    const { request, isBasic } = await deps.connections.keyAsked(id, userId);
    return sendPage(c, keyPage(request, isBasic, deps.base));
  });
  app.post("/connect/:request", async (c) => {
    const given = await c.req.parseBody();
    const id = c.req.param("request");
    const { userId } = c.get("caller");
    requireOwn(c, await deps.connections.isOwn(id, userId));
    const request = await deps.connections.giveKey(id, given, userId);
    note(c, connectedBy(request));
    return sendPage(c, callbackPage(request, deps.base));
  });
  app.get("/openapi.json", async (c) => {
    const isReader = (await find(c))?.rights.includes("read") ?? false;
    const functions = isReader ? await deps.functions.list() : [];
    return c.json(
      describeApi(app, {
        base: isReader ? deps.base : "",
        version: deps.version,
        cookieName: cookieName(),
        functions,
      }),
    );
  });
  app.get("/docs/readme", serveReadme(deps.readmeFile));
  app.get("/docs/:file{swagger-ui(-bundle)?\\.(css|js)}", serveSwagger());

  for (const path of ["/api/*", "/base44/*", "/mcp"]) {
    app.all(path, (c) => {
      throw nothingHere(app.routes, c.req.method, c.req.path);
    });
  }
  app.get("*", servePage(deps.webDir));
  app.notFound((c) =>
    answerProblem(nothingHere(app.routes, c.req.method, c.req.path), c, log, deps.base),
  );
  return {
    http: app,
    /** False for whoever is signed in and has no part in the app; what strangers may is another question. */
    async hasPart(request: Request): Promise<boolean> {
      const caller = await find(new Context(request));
      return caller === undefined || caller.role !== undefined || caller.rights.length > 0;
    },
  };
}

/** What came of a sign-in at a tool, for the audit log. */
function connectedBy({ id, provider, status }: ConnectionRequestView): Noted {
  const isGranted = status === "granted" || status === "partly-granted";
  return {
    subject: provider,
    outcome: isGranted ? "done" : "refused",
    detail: { request: id, status },
  };
}

/** An archive is no JSON, and larger than anything else that is sent. */
function isUpload(path: string): boolean {
  return path === "/api/archive/imports";
}

/** Whether an address below a function is one of the management's, such as its versions. */
function isRouted(
  routes: readonly { readonly method: string; readonly path: string }[],
  method: string,
  path: string,
): boolean {
  return routes.some(
    (route) =>
      route.method === method &&
      !route.path.includes("*") &&
      route.path !== "/api/functions/:name" &&
      matches(route.path, path),
  );
}

/** Tells a wrong address from a wrong method. */
function nothingHere(
  routes: readonly { readonly method: string; readonly path: string }[],
  method: string,
  path: string,
): PatchbayError {
  const methods = routes
    .filter(
      (route) => route.method !== "ALL" && !route.path.includes("*") && matches(route.path, path),
    )
    .map((route) => route.method);
  if (methods.length === 0) {
    return new PatchbayError(
      "request/not-found",
      `There is nothing at ${path}. The addresses are listed at /openapi.json.`,
    );
  }
  const allow = [...new Set(methods)].join(", ");
  return new PatchbayError(
    "request/method-not-allowed",
    `${path} does not take ${method}, only ${allow}.`,
    { extra: { allow } },
  );
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) =>
      part.startsWith(":") ? given[index] !== "" : part === given[index],
    )
  );
}
