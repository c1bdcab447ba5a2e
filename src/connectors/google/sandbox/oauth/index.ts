import { Hono } from "hono";
import type { ApiDependencies } from "../ground/api.ts";

interface OAuthDependencies extends ApiDependencies {
  readonly redirectUris: readonly string[];
}

/** Google's sign-in. https://developers.google.com/identity/protocols/oauth2/web-server */
export function createOAuth(_deps: OAuthDependencies): Hono {
  return new Hono();
}
