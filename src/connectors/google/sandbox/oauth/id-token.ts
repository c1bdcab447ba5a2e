import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { domain, people } from "../ground/people.ts";
import type { Shared } from "../ground/state.ts";

interface Subject {
  readonly userId: string;
  readonly accessToken: string;
  readonly nonce: string | undefined;
  readonly now: number;
}

/** https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
export function idToken(
  { client, signingKey }: Shared,
  { userId, accessToken, nonce, now }: Subject,
): string {
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    iss: "https://accounts.google.com",
    azp: client.id,
    aud: client.id,
    ...userinfo(userId),
    at_hash: createHash("sha256")
      .update(accessToken)
      .digest()
      .subarray(0, 16)
      .toString("base64url"),
    ...(nonce === undefined ? {} : { nonce }),
    iat: issuedAt,
    exp: issuedAt + 3600,
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = { alg: "RS256", typ: "JWT", kid: signingKey["kid"] };
  const signed = `${part(head)}.${part(claims)}`;
  const key = createPrivateKey({ key: signingKey, format: "jwk" });
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

/** The public half, as `/oauth2/v3/certs` shows it. */
export function publicKeys({ signingKey }: Shared) {
  const key = createPublicKey({ key: signingKey, format: "jwk" }).export({ format: "jwk" });
  return { keys: [{ ...key, alg: "RS256", use: "sig", kid: signingKey["kid"] }] };
}

export function userinfo(userId: string) {
  const user = people.find(({ id }) => id === userId);
  return {
    sub: userId,
    name: user?.name,
    given_name: user?.givenName,
    family_name: user?.familyName,
    email: user?.email,
    email_verified: true,
    hd: domain,
  };
}
