import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

/** 10 minutes, as long as providers let a code live. */
const attemptLifeMs = 10 * 60 * 1000;

/** One way to a provider and back. */
export interface OAuthAttempt {
  /** SHA-256 of `state`; the value itself is in the address the browser carries. */
  readonly stateHash: string;
  /** Who may come back with it. */
  readonly principal: string;
  readonly provider: string;
  readonly requestId: string;
  /** Ciphertext. */
  readonly secret: string;
}

/** Attempts are taken once: taking one removes it. */
export function createOAuthAttemptStore(db: Database, appId: string, clock: Clock) {
  const attempts = () => db.deleteFrom("oauth_attempts").where("app_id", "=", appId);
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    /** Also removes those that are over. */
    async add(attempt: OAuthAttempt): Promise<void> {
      const now = clock.now();
      await attempts().where("expires_at", "<=", at(now)).execute();
      await db
        .insertInto("oauth_attempts")
        .values({
          app_id: appId,
          state_hash: attempt.stateHash,
          principal: attempt.principal,
          provider: attempt.provider,
          request_id: attempt.requestId,
          secret: attempt.secret,
          created_at: at(now),
          expires_at: at(now + attemptLifeMs),
        })
        .execute();
    },
    /** Undefined where it is unknown, used, over or somebody else's; somebody else's stays theirs. */
    async take(
      stateHash: string,
      principals: readonly string[],
    ): Promise<OAuthAttempt | undefined> {
      const row = await attempts()
        .where("state_hash", "=", stateHash)
        .where("principal", "in", principals)
        .where("expires_at", ">", at(clock.now()))
        .returningAll()
        .executeTakeFirst();
      return (
        row && {
          stateHash: row.state_hash,
          principal: row.principal,
          provider: row.provider,
          requestId: row.request_id,
          secret: row.secret,
        }
      );
    },
    /** A skipped request can no longer be completed. */
    async dropOf(requestId: string): Promise<void> {
      await attempts().where("request_id", "=", requestId).execute();
    },
  };
}

export type OAuthAttemptStore = ReturnType<typeof createOAuthAttemptStore>;

/** What names an attempt in the database, so that reading it does not give `state` away. */
export function hashState(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}
