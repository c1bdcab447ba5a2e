import type { Method } from "./app.ts";
import { Refusal } from "./refusal.ts";
import type { Token } from "./state.ts";

/** Scopes that reach only what the client itself made. */
const ownOnly = [
  "https://www.googleapis.com/auth/drive.file",
  "https://www.googleapis.com/auth/drive.appdata",
];

interface Check {
  readonly method: Method<unknown>;
  readonly token: Token;
}

/** With which of its scopes a token may call the method. */
export function grantedScope({ method, token }: Check) {
  const granted = method.scopes.filter((scope) => token.scopes.includes(scope));
  return {
    granted,
    onlyOwnFiles: granted.length > 0 && granted.every((scope) => ownOnly.includes(scope)),
  };
}

/** https://cloud.google.com/apis/design/errors: the scope that is missing is not named. */
export function requireScope(check: Check, service: string): void {
  if (check.method.scopes.length === 0 || grantedScope(check).granted.length > 0) return;
  refuseScope(check.method.id, service);
}

/** For rules finer than a method: a search with a scope that only lists. */
export function refuseScope(method: string, service: string): never {
  throw new Refusal(
    403,
    "insufficientPermissions",
    "PERMISSION_DENIED",
    "Request had insufficient authentication scopes.",
    [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        domain: "googleapis.com",
        metadata: { service, method },
      },
    ],
  );
}
