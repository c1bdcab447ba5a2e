import { passkey } from "@better-auth/passkey";
import { type BetterAuthPlugin, betterAuth } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { createId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { Database } from "../store/database.ts";

export interface AuthOptions {
  readonly db: Database;
  /** Signs cookies. */
  readonly secret: string;
  /** Where people reach the server; the others that it answers at follow. */
  readonly origins: readonly [string, ...string[]];
  readonly log: Log;
}

/** 7 days after it was last used, to the day. */
const sessionSeconds = 7 * 24 * 60 * 60;

/**
 * better-auth on our own tables: passwords, passkeys, sessions and their cookies. What it serves is
 * decided in `sign-in.ts`, who may have an account in `accounts.ts`.
 */
export function createAuth({ db, secret, origins, log }: AuthOptions) {
  const [origin] = origins;
  return betterAuth({
    appName: "Patchbay",
    baseURL: origin,
    basePath: "/api/auth",
    secrets: [{ version: 1, value: secret }],
    trustedOrigins: [...origins],
    telemetry: { enabled: false },
    experimental: { instrumentation: { enabled: false } },
    logger: {
      // Who mistyped a password is no news; what it says of itself may name an address.
      log: (level, message) => {
        if (level === "error") log.write("error", `Sign-in: ${message}`);
      },
    },
    database: {
      db,
      // On every database: it then writes times as text and flags as numbers, as our columns are.
      type: "sqlite",
      transaction: false,
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
    // Ours stand in front of it, by account as well.
    rateLimit: { enabled: false },
    advanced: {
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ...cookies(origin),
      database: {
        generateId: ({ model }) => createId(model),
        // Its check asks SQLite's own tables; `auth.test.ts` compares them instead.
        validateSchema: false,
      },
      // The address of a request is no header here.
      ipAddress: { disableIpTracking: true },
    },
    user: {
      modelName: "auth_users",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      modelName: "auth_sessions",
      expiresIn: sessionSeconds,
      fields: {
        userId: "user_id",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        expiresAt: "expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    account: {
      modelName: "auth_accounts",
      fields: {
        userId: "user_id",
        providerId: "provider_id",
        accountId: "account_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "auth_verifications",
      storeIdentifier: "hashed",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    plugins: [passkeys(origin), openSession],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** As NIST SP 800-63B has it for a password that stands alone; better-auth ends at 128. */
export const minPasswordLength = 12;

/**
 * `__Host-` keeps a cookie from other hosts of the domain, and needs https. Cookies do not tell ports
 * apart: without https two servers of one machine have names of their own.
 */
function cookies(origin: string) {
  const { protocol, port } = new URL(origin);
  const isSecure = protocol === "https:";
  return {
    cookiePrefix: isSecure ? "__Host-patchbay" : `patchbay_${port || "session"}`,
    // It would put `__Secure-` before the name.
    useSecureCookies: false,
    defaultCookieAttributes: {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: isSecure,
    },
  } as const;
}

/** A passkey stands alone, and so its holder must have been asked for (a PIN, a finger), not just be there. */
function passkeys(origin: string) {
  return passkey({
    rpID: new URL(origin).hostname,
    rpName: "Patchbay",
    origin,
    advanced: { webAuthnChallengeCookie: "passkey" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: ({ verification }) => {
        requireUser(verification.registrationInfo?.userVerified);
      },
    },
    authentication: {
      afterVerification: ({ verification }) => {
        requireUser(verification.authenticationInfo.userVerified);
      },
    },
    schema: {
      passkey: {
        modelName: "auth_passkeys",
        fields: {
          publicKey: "public_key",
          userId: "user_id",
          credentialID: "credential_id",
          deviceType: "device_type",
          backedUp: "backed_up",
          createdAt: "created_at",
        },
      },
    },
  });
}

function requireUser(verified: boolean | undefined): void {
  if (verified) return;
  throw new APIError("UNAUTHORIZED", {
    code: "USER_NOT_VERIFIED",
    message: "The passkey did not check who holds it.",
  });
}

/** Signs in who proved who they are in a way of ours; nothing of it is served. */
const openSession = {
  id: "open-session",
  endpoints: {
    openSession: createAuthEndpoint(
      "/open-session",
      { method: "POST", body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (c) => {
        const { userId } = c.body;
        const user = await c.context.internalAdapter.findUserById(userId);
        if (!user) throw new APIError("NOT_FOUND");
        const session = await c.context.internalAdapter.createSession(userId);
        await setSessionCookie(c, { session, user });
        return c.json({});
      },
    ),
  },
} satisfies BetterAuthPlugin;
