import { Hono } from "hono";
import { createOutage } from "../../../sandbox/kit/outage.ts";
import { type StateFile, openStateFile } from "../../../sandbox/kit/state-file.ts";
import type { SandboxApp, SandboxDefinition, SandboxOptions } from "../../../sandbox/kit/types.ts";
import { apps } from "./apps.ts";
import { createApi } from "./ground/api.ts";
import { people } from "./ground/people.ts";
import type { State } from "./ground/state.ts";
import { createInspector } from "./inspector.ts";
import { createOAuth } from "./oauth/index.ts";
import { seedState, stateShapeOf } from "./seed.ts";

/** The stand-in with its state at hand, for tests. */
export function createGoogleSandbox({
  stateFile,
  clock,
  redirectUris,
}: SandboxOptions): SandboxApp & { readonly state: StateFile<State> } {
  const state = openStateFile(stateFile, stateShapeOf(apps), () => seedState(apps, clock.now()));
  const server = new Hono();
  server.route(
    "/",
    createOutage(() => state.current.shared.levers),
  );
  server.route("/", createOAuth({ state, clock, redirectUris }));
  server.route("/", createInspector({ apps, state, clock }));
  const api = createApi(apps, { state, clock });
  server.all(
    "*",
    async ({ req }) => (await api.answer(req.raw)) ?? new Response("Not Found", { status: 404 }),
  );
  const { client } = state.current.shared;
  return {
    state,
    fetch: (request) => server.fetch(request),
    clientId: client.id,
    clientSecret: client.secret,
    users: people.map(({ id, name, email }) => ({ id, name, email })),
  };
}

/** A stand-in for Google: one sign-in and the APIs of ten apps, on one origin with their own paths. */
export const googleSandbox: SandboxDefinition = {
  provider: "google",
  authorizePath: "/o/oauth2/v2/auth",
  tokenPath: "/token",
  revokePath: "/revoke",
  create: createGoogleSandbox,
};
