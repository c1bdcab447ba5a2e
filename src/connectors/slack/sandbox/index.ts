import { Hono } from "hono";
import { openStateFile } from "../../../sandbox/kit/state-file.ts";
import type { SandboxDefinition } from "../../../sandbox/kit/types.ts";
import { createApi } from "./api.ts";
import { createInspector } from "./inspector.ts";
import { createOAuth } from "./oauth.ts";
import { seedState } from "./seed.ts";
import { stateShape } from "./state.ts";

/** A stand-in for Slack: one workspace with people, channels and an app that asks to come in. */
export const slackSandbox: SandboxDefinition = {
  provider: "slack",
  authorizePath: "/oauth/v2/authorize",
  tokenPath: "/api/oauth.v2.access",
  revokePath: "/api/auth.revoke",
  create({ stateFile, clock, redirectUris }) {
    const state = openStateFile(stateFile, stateShape, () => seedState(clock.now()));
    const { app, users } = state.current;
    const server = new Hono();
    server.route("/", createOAuth({ state, clock, redirectUris }));
    server.route("/", createInspector({ state, clock }));
    server.route("/", createApi({ state, clock }));
    return {
      fetch: (request) => server.fetch(request),
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      users: users.flatMap(({ id, real_name: name, email }) =>
        email === undefined ? [] : [{ id, name, email }],
      ),
    };
  },
};
