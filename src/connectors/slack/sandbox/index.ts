import { Hono } from "hono";
import { createPusher } from "../../../sandbox/kit/push.ts";
import { createOutage } from "../../../sandbox/kit/outage.ts";
import { openStateFile } from "../../../sandbox/kit/state-file.ts";
import type { SandboxDefinition } from "../../../sandbox/kit/types.ts";
import { watchState } from "../../../sandbox/kit/watch.ts";
import { createApi } from "./api.ts";
import { createInspector } from "./inspector.ts";
import { createOAuth } from "./oauth.ts";
import { happened, pushManners, signingSecretOf } from "./push.ts";
import { seedState } from "./seed.ts";
import { stateShape } from "./state.ts";

/** A stand-in for Slack: one workspace with people, channels and an app that asks to come in. */
export const slackSandbox: SandboxDefinition = {
  provider: "slack",
  authorizePath: "/oauth/v2/authorize",
  tokenPath: "/api/oauth.v2.access",
  revokePath: "/api/auth.revoke",
  create({ stateFile, clock, redirectUris, eventsUrl = () => undefined }) {
    const state = openStateFile(stateFile, stateShape, () => seedState(clock.now()));
    const { app, users } = state.current;
    const secret = signingSecretOf(state.current);
    const pusher = createPusher({ eventsUrl, secret: () => secret, clock, manners: pushManners });
    const isHeard = () => eventsUrl() !== undefined;
    const watch = watchState({ state, clock, isHeard, happened, push: pusher.push });
    const [byApp, byPerson] = [watch.as("app"), watch.as("person")];
    const server = new Hono();
    server.route(
      "/",
      createOutage(() => state.current.levers),
    );
    server.route("/", createOAuth({ state: byApp, clock, redirectUris }));
    server.route("/", createInspector({ state: byPerson, clock }));
    server.route("/", createApi({ state: byApp, clock }));
    return {
      fetch: (request) => server.fetch(request),
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      signingSecret: secret,
      users: users.flatMap(({ id, real_name: name, email }) =>
        email === undefined ? [] : [{ id, name, email }],
      ),
      close() {
        watch.close();
        pusher.close();
      },
    };
  },
};
