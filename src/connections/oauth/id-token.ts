import { z } from "zod";
import type { Account, Provider } from "../../catalog/provider.ts";
import type { ProviderEndpoints } from "../types.ts";
import { issuerOf } from "./client.ts";

export type JudgedIdToken =
  | { readonly status: "account"; readonly account: Account }
  | { readonly status: "refused"; readonly why: string };

const claimsShape = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  /** Seconds since 1970. */
  exp: z.number(),
  sub: z.string().min(1),
  email: z.string().optional(),
  name: z.string().optional(),
});

/**
 * Whose account a token answer is for. The token came straight from the token endpoint, so its
 * signature need not be checked (OpenID Connect Core 3.1.3.7, 6), but who made it, for whom and
 * until when do. The address of an account can change: `sub` is its id.
 */
export function judgeIdToken(
  idToken: string,
  provider: Provider,
  endpoints: ProviderEndpoints,
  now: number,
): JudgedIdToken {
  const claims = claimsShape.safeParse(payloadOf(idToken));
  if (!claims.success) return refused("its id token cannot be read");
  const { iss, aud, exp, sub, email, name } = claims.data;
  if (iss !== provider.issuer && iss !== issuerOf(provider, endpoints))
    return refused("its id token comes from somebody else");
  if (![aud].flat().includes(endpoints.clientId)) return refused("its id token is for another app");
  if (exp * 1000 <= now) return refused("its id token has ended");
  return { status: "account", account: { id: sub, label: email ?? name ?? sub } };
}

/** RFC 7519 3: three parts of base64url, the second holds the claims. */
function payloadOf(idToken: string): unknown {
  const [, payload, signature] = idToken.split(".");
  if (payload === undefined || signature === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

function refused(why: string): JudgedIdToken {
  return { status: "refused", why };
}
