import { Hono } from "hono";
import { z } from "zod";
import type { Html } from "../html.ts";
import { leversShape, noLevers, pull } from "../levers.ts";
import type { OAuthRules } from "../oauth/rules.ts";
import { createOAuthServer } from "../oauth/server.ts";
import {
  createSecret,
  expireAccessTokens,
  newOAuthState,
  oauthState,
  revokeEverything,
} from "../oauth/state.ts";
import { openStateFile } from "../state-file.ts";
import type { SandboxDefinition, SandboxUser } from "../types.ts";
import { type RestManners, type RestRoute, createRestApi } from "./api.ts";
import { type OwnLever, createInspector } from "./inspector.ts";
import { styleOf } from "./style.ts";

interface RestSandbox<Data> {
  readonly provider: string;
  /** May read the data: what can be picked depends on it. */
  readonly rules: (data: () => Data) => OAuthRules;
  /** People as whom one can sign in. */
  readonly users: readonly SandboxUser[];
  readonly shape: z.ZodType<Data>;
  readonly seed: (now: number) => Data;
  readonly routes: readonly RestRoute<Data>[];
  readonly manners: RestManners<Data>;
  readonly view: (data: Data, query: URLSearchParams) => Html;
  readonly levers?: readonly OwnLever<Data>[];
  /** CSS colour of its pages. */
  readonly accent: string;
}

/** A stand-in for a provider with one REST API and an authorization server. */
export function defineRestSandbox<Data>(sandbox: RestSandbox<Data>): SandboxDefinition {
  const { provider, users, shape, seed, routes, manners, view, levers = [] } = sandbox;
  const stateShape = z.object({ oauth: oauthState, levers: leversShape, data: shape });
  const style = styleOf(sandbox.accent);
  // The rules name the paths, which do not depend on the data.
  const paths = sandbox.rules(() => seed(0));
  return {
    provider,
    authorizePath: paths.authorizePath,
    tokenPath: paths.tokenPaths[0] ?? "",
    ...(paths.revokePaths[0] === undefined ? {} : { revokePath: paths.revokePaths[0] }),
    create({ stateFile, clock, redirectUris }) {
      const state = openStateFile(stateFile, stateShape, () => ({
        oauth: newOAuthState({
          id: `patchbay-${provider}-sandbox`,
          secret: createSecret("sandbox-secret-"),
        }),
        levers: noLevers(),
        data: seed(clock.now()),
      }));
      const save = () => state.save();
      const data = () => state.current.data;
      const rules = sandbox.rules(data);
      const oauth = () => state.current.oauth;
      const server = new Hono();
      server.route(
        "/",
        createOAuthServer({ rules, state: oauth, save, clock, users, redirectUris, style }),
      );
      server.route(
        "/",
        createInspector({
          name: rules.name,
          style,
          data,
          view,
          levers,
          save,
          act(form) {
            if (form.lever === "reset")
              state.replace({ ...state.current, levers: noLevers(), data: seed(clock.now()) });
            else if (form.lever === "expire") expireAccessTokens(oauth(), clock.now());
            else if (form.lever === "revoke") revokeEverything(oauth());
            else pull(state.current.levers, form);
          },
        }),
      );
      server.route(
        "/",
        createRestApi({ routes, manners, state: () => state.current, save, clock, users }),
      );
      const { id, secret } = state.current.oauth.client;
      return {
        fetch: (request) => server.fetch(request),
        clientId: id,
        clientSecret: secret,
        users,
      };
    },
  };
}
