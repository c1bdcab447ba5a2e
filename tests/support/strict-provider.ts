import { once } from "node:events";
import { type RequestListener, createServer } from "node:http";
import OidcProvider from "oidc-provider";
import { clientId, clientSecret, redirectUri } from "../clients/oauth-harness.ts";

/**
 * A strict provider that is not ours: registered client, exact redirect, PKCE, single-use codes,
 * and refresh tokens that work once (using one twice ends the grant, RFC 9700 4.14.2).
 */
export async function startStrictProvider() {
  const hooks = {
    /** Holds token requests back. */
    beforeToken: async () => {},
    /** Called before an answer of the token endpoint goes out. */
    afterToken: () => {},
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const provider = new OidcProvider(origin, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    scopes: ["openid", "files.read", "files.write"],
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: () => true,
    features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
    cookies: { keys: ["a", "b"] },
    ttl: {
      AccessToken: 3600,
      RefreshToken: 86_400,
      Session: 3600,
      Grant: 86_400,
      Interaction: 600,
    },
  }).callback();
  const answer: RequestListener = async (request, response) => {
    if (request.url === "/token") {
      await hooks.beforeToken();
      response.once("finish", hooks.afterToken);
    }
    return provider(request, response);
  };
  return {
    origin,
    hooks,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Goes through sign-in and consent as a browser does; gives the address it is sent back to. */
export async function visit(
  authorizationUrl: string,
  { deny = false, as = "alice" }: { readonly deny?: boolean; readonly as?: string } = {},
): Promise<string> {
  const { origin } = new URL(authorizationUrl);
  const cookies = new Map<string, string>();
  const go = async (url: string, body?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body ? { method: "POST", body: new URLSearchParams(body) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = "", value = ""] = pair.split("=", 2);
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  };
  let response = await go(authorizationUrl);
  for (let step = 0; step < 12; step++) {
    const location = response.headers.get("location");
    if (location?.startsWith(redirectUri)) return location;
    if (location) {
      response = await go(new URL(location, origin).href);
      continue;
    }
    const page = await response.text();
    const submit = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!submit || !prompt) throw new Error(`status ${response.status}: ${page}`);
    response = deny
      ? await go(new URL(`${submit}/abort`, origin).href)
      : await go(new URL(submit, origin).href, { prompt, login: as, password: "x" });
  }
  throw new Error("The provider never came back");
}
