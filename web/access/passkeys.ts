import { z } from "zod";
import { ask } from "../data/api.ts";
import { Problem } from "../data/problem.ts";
import { accessWords } from "../words/access.ts";

const nothing = z.unknown();
/** What the server asks of the device; the browser's own parser judges it. */
const hasChallenge = (value: unknown) =>
  typeof value === "object" && value !== null && "challenge" in value;
const requestShape = z.custom<PublicKeyCredentialRequestOptionsJSON>(hasChallenge);
const creationShape = z.custom<PublicKeyCredentialCreationOptionsJSON>(hasChallenge);

/** Whether this browser has passkeys, and speaks of them in JSON (WebAuthn Level 3). */
export const hasPasskeys = (): boolean =>
  "PublicKeyCredential" in globalThis && "parseRequestOptionsFromJSON" in PublicKeyCredential;

async function requestFor(signal: AbortSignal): Promise<PublicKeyCredentialRequestOptions> {
  const path = "/api/auth/passkey/generate-authenticate-options";
  return PublicKeyCredential.parseRequestOptionsFromJSON(await ask(requestShape, path, { signal }));
}

/** Asks the person for a passkey. Throws `Problem`. */
export async function askForPasskey(signal: AbortSignal): Promise<PublicKeyCredential> {
  const publicKey = await requestFor(signal);
  return given(navigator.credentials.get({ publicKey, signal }));
}

/**
 * Has the browser offer passkeys where the account's name is typed, and gives the one that is chosen.
 * Undefined where it offers none, or was ended: nobody asked for it, so nothing is said.
 */
export async function offeredPasskey(
  signal: AbortSignal,
): Promise<PublicKeyCredential | undefined> {
  try {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return undefined;
    const publicKey = await requestFor(signal);
    return await given(navigator.credentials.get({ publicKey, signal, mediation: "conditional" }));
  } catch {
    return undefined;
  }
}

/** Signs in whoever gave the passkey. Throws `Problem`. */
export async function signInWith(
  credential: PublicKeyCredential,
  signal: AbortSignal,
): Promise<void> {
  await ask(nothing, "/api/auth/passkey/verify-authentication", {
    method: "POST",
    body: { response: credential.toJSON() },
    signal,
  });
}

/** Has the device make a passkey, and keeps it with the account. Throws `Problem`. */
export async function addPasskey(signal: AbortSignal): Promise<void> {
  const asked = await ask(creationShape, "/api/auth/passkey/generate-register-options", { signal });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  const credential = await given(navigator.credentials.create({ publicKey, signal }));
  await ask(nothing, "/api/auth/passkey/verify-registration", {
    method: "POST",
    body: { response: credential.toJSON(), name: nameOf(navigator.userAgent) },
    signal,
  });
}

/** The browser says no with errors of its own, and with no word for a person. */
async function given(asked: Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await asked.catch(() => null);
  if (credential instanceof PublicKeyCredential) return credential;
  throw new Problem("passkey", accessWords.noPasskey);
}

/** What one recognises a browser by, from its own description of itself. */
export function nameOf(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? "Edge"
    : /Firefox\//.test(userAgent)
      ? "Firefox"
      : /Chrome\//.test(userAgent)
        ? "Chrome"
        : /Safari\//.test(userAgent)
          ? "Safari"
          : undefined;
  const system = /Windows/.test(userAgent)
    ? "Windows"
    : /Android/.test(userAgent)
      ? "Android"
      : /iPhone|iPad/.test(userAgent)
        ? "iOS"
        : /Mac OS X/.test(userAgent)
          ? "macOS"
          : /Linux/.test(userAgent)
            ? "Linux"
            : undefined;
  return [browser, system].filter(Boolean).join(" on ") || accessWords.account.unknown;
}
