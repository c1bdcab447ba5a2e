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
          token_endpoint_auth_method: "client_secret_post",
        },
      ],
      scopes: ["openid", "email", ...client.scopes],
      claims: { openid: ["sub"], email: ["email"] },
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
