import type { Clock } from "../core/clock.ts";
import { type ConnectionRequestView, connectionRequestStatuses } from "../contract/connection.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

export type ConnectionRequestStatus = ConnectionRequestView["status"];

/** 1 hour. */
const connectionRequestLifeMs = 60 * 60 * 1000;

/** `Body` is what the layer above keeps of a request: permissions and how it went. */
export interface StoredConnectionRequest<Body> {
  readonly id: string;
  readonly chatId?: string;
  readonly provider: string;
  /** `expired` is read off the clock and never written. */
  readonly status: ConnectionRequestStatus;
  readonly body: Body;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export function createConnectionRequestStore<Body>(db: Database, appId: string, clock: Clock) {
  const at = (ms: number) => new Date(ms).toISOString();
  const requestOf = (row: Tables["connection_requests"]): StoredConnectionRequest<Body> => ({
    id: row.id,
    ...(row.chat_id === null ? {} : { chatId: row.chat_id }),
    provider: row.provider,
    status: statusOf(row, at(clock.now())),
    body: JSON.parse(row.body),
    expiresAt: row.expires_at,
  });
  const find = async (id: string): Promise<StoredConnectionRequest<Body> | undefined> => {
    const row = await db
      .selectFrom("connection_requests")
      .selectAll()
      .where("app_id", "=", appId)
      .where("id", "=", id)
      .executeTakeFirst();
    return row && requestOf(row);
  };
  return {
    find,
    async add(request: {
      readonly chatId?: string | undefined;
      readonly provider: string;
      readonly body: Body;
    }): Promise<StoredConnectionRequest<Body>> {
      const now = clock.now();
      const row: Tables["connection_requests"] = {
        app_id: appId,
        id: createId("creq", now),
        chat_id: request.chatId ?? null,
        provider: request.provider,
        status: "pending",
        body: JSON.stringify(request.body),
        created_at: at(now),
        expires_at: at(now + connectionRequestLifeMs),
      };
      await db.insertInto("connection_requests").values(row).execute();
      return requestOf(row);
    },
    /**
     * Moves a request on where it still stands as read; undefined where somebody else moved it.
     * A request that starts to connect lives for another hour.
     */
    async move(
      from: StoredConnectionRequest<Body>,
      to: { readonly status: ConnectionRequestStatus; readonly body: Body },
    ): Promise<StoredConnectionRequest<Body> | undefined> {
      const row = await db
        .updateTable("connection_requests")
        .set({
          status: to.status,
          body: JSON.stringify(to.body),
          ...(to.status === "connecting"
            ? { expires_at: at(clock.now() + connectionRequestLifeMs) }
            : {}),
        })
        .where("app_id", "=", appId)
        .where("id", "=", from.id)
        .where("status", "in", from.status === "expired" ? [...waiting] : [from.status])
        .returningAll()
        .executeTakeFirst();
      return row && requestOf(row);
    },
  };
}

export type ConnectionRequestStore<Body> = ReturnType<typeof createConnectionRequestStore<Body>>;

/** What expires. */
const waiting: readonly string[] = ["pending", "connecting"];

function statusOf(row: Tables["connection_requests"], now: string): ConnectionRequestStatus {
  if (waiting.includes(row.status) && row.expires_at <= now) return "expired";
  const status = connectionRequestStatuses.find((candidate) => candidate === row.status);
  if (!status) throw new TypeError(`"${row.status}" is no status of a connection request`);
  return status;
}
