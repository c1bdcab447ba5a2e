import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Until it is opened; a quarter of an hour. */
const unopenedMs = 15 * 60_000;
/** From then on, in the browser that opened it. */
const openedMs = 60 * 60_000;

/** `connect` leads to one sign-in, `manage` to all that is held of a person. */
export type ConnectLinkKind = "connect" | "manage";
/** `waiting` until somebody opened it, unless nothing lacks; `opened` until they came back from the provider. */
export type ConnectLinkStatus = "waiting" | "opened" | "connected" | "denied";

/** `Body` is what the layer above keeps of it: what is to be connected, and where to go then. */
export interface StoredConnectLink<Body> {
  readonly tokenHash: string;
  /** Whose account it is about; nobody else's, whoever opens it. */
  readonly userId: string;
  readonly kind: ConnectLinkKind;
  readonly body: Body;
  readonly status: ConnectLinkStatus;
  /** From then on it is good in one browser only. */
  readonly isOpened: boolean;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** Addresses that are good for one person and one purpose, for a short time. The database holds hashes only. */
export function createConnectLinkStore<Body>(db: Database, appId: string, clock: Clock) {
  const at = (ms: number) => new Date(ms).toISOString();
  const alive = () =>
    db
      .selectFrom("connect_links")
      .selectAll()
      .where("app_id", "=", appId)
      .where("expires_at", ">", at(clock.now()));
  const linkOf = (row: Tables["connect_links"]): StoredConnectLink<Body> => ({
    tokenHash: row.token_hash,
    userId: row.user_id,
    kind: row.kind === "manage" ? "manage" : "connect",
    body: JSON.parse(row.body),
    status: statusOf(row.status),
    isOpened: row.browser_hash !== null,
    expiresAt: row.expires_at,
  });
  return {
    /** Also removes those that are over. */
    async add(link: {
      readonly token: string;
      readonly userId: string;
      readonly kind: ConnectLinkKind;
      readonly body: Body;
    }): Promise<{ readonly expiresAt: string }> {
      const now = clock.now();
      const links = db.deleteFrom("connect_links").where("app_id", "=", appId);
      await links.where("expires_at", "<=", at(now)).execute();
      const expiresAt = at(now + unopenedMs);
      await db
        .insertInto("connect_links")
        .values({
          app_id: appId,
          token_hash: hashOf(link.token),
          user_id: link.userId,
          kind: link.kind,
          body: JSON.stringify(link.body),
          status: "waiting",
          browser_hash: null,
          created_at: at(now),
          expires_at: expiresAt,
        })
        .execute();
      return { expiresAt };
    },
    /** Opened or not; undefined where it is unknown or over. */
    async find(token: string): Promise<StoredConnectLink<Body> | undefined> {
      const row = await alive().where("token_hash", "=", hashOf(token)).executeTakeFirst();
      return row && linkOf(row);
    },
    /** Whether there was one, also where it is over; until those that are over are taken away. */
    async wasMade(token: string): Promise<boolean> {
      const row = await db
        .selectFrom("connect_links")
        .select("token_hash")
        .where("app_id", "=", appId)
        .where("token_hash", "=", hashOf(token))
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Opens it in one browser, once: undefined for everybody who comes later. */
    async open(token: string, browser: string): Promise<StoredConnectLink<Body> | undefined> {
      const now = clock.now();
      const row = await db
        .updateTable("connect_links")
        .set({ status: "opened", browser_hash: hashOf(browser), expires_at: at(now + openedMs) })
        .where("app_id", "=", appId)
        .where("token_hash", "=", hashOf(token))
        .where("browser_hash", "is", null)
        .where("expires_at", ">", at(now))
        .returningAll()
        .executeTakeFirst();
      return row && linkOf(row);
    },
    /** What this browser opened, the latest first. */
    async ofBrowser(
      browser: string,
      kind: ConnectLinkKind,
    ): Promise<readonly StoredConnectLink<Body>[]> {
      const rows = await alive()
        .where("browser_hash", "=", hashOf(browser))
        .where("kind", "=", kind)
        .orderBy("expires_at", "desc")
        .execute();
      return rows.map(linkOf);
    },
    /** Says how it ended, or what is to be kept of it from now on. */
    async change(
      tokenHash: string,
      to: { readonly status?: ConnectLinkStatus; readonly body?: Body },
    ): Promise<void> {
      await db
        .updateTable("connect_links")
        .set({
          ...(to.status === undefined ? {} : { status: to.status }),
          ...(to.body === undefined ? {} : { body: JSON.stringify(to.body) }),
        })
        .where("app_id", "=", appId)
        .where("token_hash", "=", tokenHash)
        .execute();
    },
    /** Gives those that there were. */
    async removeOf(userId: string): Promise<readonly StoredConnectLink<Body>[]> {
      const rows = await db
        .deleteFrom("connect_links")
        .where("app_id", "=", appId)
        .where("user_id", "=", userId)
        .returningAll()
        .execute();
      return rows.map(linkOf);
    },
  };
}

export type ConnectLinkStore<Body> = ReturnType<typeof createConnectLinkStore<Body>>;

const statuses: readonly ConnectLinkStatus[] = ["waiting", "opened", "connected", "denied"];

function statusOf(value: string): ConnectLinkStatus {
  const status = statuses.find((one) => one === value);
  if (!status) throw new TypeError(`"${value}" is no status of a connect link`);
  return status;
}

/** 256 random bits need no slow hash: nobody can guess what it was made of. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
