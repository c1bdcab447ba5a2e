import { once } from "node:events";
import { type RequestListener, createServer } from "node:http";
import OidcProvider from "oidc-provider";

/** A strict provider of OpenID Connect that is not ours, with one registered client. */
export async function startOidc(client: {
  readonly id: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  /** Known once the server under test listens. */
  readonly redirectUri: () => string;
  /** How it proves itself where it exchanges the code. */
  readonly method?: "client_secret_basic";
  /** What the provider says of somebody who signed in under that name. */
  readonly claimsOf?: (login: string) => Readonly<Record<string, unknown>>;
}) {
  let answer: RequestListener | undefined;
  const server = createServer((request, response) => {
    answer ??= new OidcProvider(origin, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [client.redirectUri()],
          grant_types: ["authorization_code", "refresh_token"],
          token_endpoint_auth_method: client.method ?? "client_secret_post",
        },
      ],
      scopes: ["openid", "email", ...client.scopes],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      ...(client.claimsOf ? { findAccount: accounts(client.claimsOf) } : {}),
      issueRefreshToken: () => true,
      features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
      cookies: { keys: ["a", "b"] },
    }).callback();
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function accounts(claimsOf: (login: string) => Readonly<Record<string, unknown>>) {
  return async (_: unknown, id: string) => ({
    accountId: id,
    claims: async () => ({ sub: id, ...claimsOf(id) }),
  });
}

/** Goes through the provider's sign-in and consent as a browser does; gives the address that it sends back to. */
export async function visitOidc(
  authorizationUrl: string,
  { redirectUri, login }: { readonly redirectUri: string; readonly login: string },
): Promise<string> {
  const cookies = new Map<string, string>();
  const go = async (url: string, body?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(body ? { method: "POST", body: new URLSearchParams(body) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  let at = authorizationUrl;
  let response = await go(at);
  for (let step = 0; step < 12; step += 1) {
    const location = response.headers.get("location");
    if (location?.startsWith(redirectUri)) return location;
    if (location !== null) {
      at = new URL(location, at).href;
      response = await go(at);
      continue;
    }
    const page = await response.text();
    const submit = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!submit || !prompt) throw new Error(`status ${response.status}: ${page}`);
    at = new URL(submit, at).href;
    response = await go(at, { prompt, login, password: "x" });
  }
  throw new Error("The provider never came back");
}
