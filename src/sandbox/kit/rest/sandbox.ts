import { Hono } from "hono";
import { z } from "zod";
import type { Html } from "../html.ts";
import { leversShape, noLevers, pull } from "../levers.ts";
import { createPusher } from "../push.ts";
import type { OAuthRules } from "../oauth/rules.ts";
import { createOAuthServer } from "../oauth/server.ts";
import {
  createSecret,
  expireAccessTokens,
  newOAuthState,
  oauthState,
  revokeEverything,
} from "../oauth/state.ts";
import { createOutage } from "../outage.ts";
import { openStateFile } from "../state-file.ts";
import type { SandboxDefinition, SandboxUser } from "../types.ts";
import { watchState } from "../watch.ts";
import type { PersonAct } from "./acts.ts";
import { type RestEvents, restChange } from "./events.ts";
import { type RestManners, type RestRoute, createRestApi } from "./api.ts";
import { type OwnLever, createInspector } from "./inspector.ts";
import { styleOf } from "./style.ts";

interface RestSandbox<Data, Event> {
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
  readonly acts?: readonly PersonAct<Data>[];
  readonly events?: RestEvents<Data, Event>;
  /** CSS colour of its pages. */
  readonly accent: string;
}

/** A stand-in for a provider with one REST API and an authorization server. */
export function defineRestSandbox<Data, Event = never>(
  sandbox: RestSandbox<Data, Event>,
): SandboxDefinition {
  const { provider, users, shape, seed, routes, manners, view, levers = [], acts = [] } = sandbox;
  const { events } = sandbox;
  const stateShape = z.object({ oauth: oauthState, levers: leversShape, data: shape });
  const style = styleOf(sandbox.accent);
  // The rules name the paths, which do not depend on the data.
  const paths = sandbox.rules(() => seed(0));
  return {
    provider,
    authorizePath: paths.authorizePath,
    tokenPath: paths.tokenPaths[0] ?? "",
    ...(paths.revokePaths[0] === undefined ? {} : { revokePath: paths.revokePaths[0] }),
    create({ stateFile, clock, redirectUris, eventsUrl = () => undefined }) {
      const kept = openStateFile(stateFile, stateShape, () => ({
        oauth: newOAuthState({
          id: `patchbay-${provider}-sandbox`,
          secret: createSecret("sandbox-secret-"),
        }),
        levers: noLevers(),
        data: seed(clock.now()),
      }));
      const { id, secret } = kept.current.oauth.client;
      const signingSecret = events?.secretOf?.(secret) ?? secret;
      const pusher =
        events &&
        createPusher({ eventsUrl, secret: () => signingSecret, clock, manners: events.manners });
      const watch = watchState({
        state: kept,
        clock,
        isHeard: () => events !== undefined && eventsUrl() !== undefined,
        happened: (change) => events?.happened(restChange(change)) ?? [],
        later: (state, now) => events?.later?.(state.data, now),
        push: (happened) => pusher?.push(happened),
      });
      const [state, byPerson] = [watch.as("app"), watch.as("person")];
      const save = () => state.save();
      const data = () => state.current.data;
      const rules = sandbox.rules(data);
      const oauth = () => state.current.oauth;
      const server = new Hono();
      server.route(
        "/",
        createOutage(() => state.current.levers),
      );
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
          acts,
          now: () => clock.now(),
          save: () => byPerson.save(),
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
      return {
        fetch: (request) => server.fetch(request),
        clientId: id,
        clientSecret: secret,
        ...(events?.secretOf === undefined ? {} : { signingSecret }),
        users,
        close() {
          watch.close();
          pusher?.close();
        },
      };
    },
  };
}
