import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";

/** A column that holds what the vault encrypted. */
interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The column whose value is bound into the ciphertext. */
  readonly row: string;
  /** Where it is of no app: what stands for one. */
  readonly app?: string;
}

/** Every place where ciphertext is kept, by what it is for. */
export const sealedColumns = {
  tokens: [
    { table: "connections", column: "tokens", row: "id" },
    { table: "pending_revocations", column: "tokens", row: "id" },
  ],
  attempt: [{ table: "oauth_attempts", column: "secret", row: "state_hash" }],
  client: [{ table: "integrations", column: "client", row: "id" }],
  secret: [{ table: "secrets", column: "value", row: "name" }],
  automation: [{ table: "automations", column: "secret", row: "id" }],
  webhook: [{ table: "webhook_secrets", column: "value", row: "provider" }],
  setting: [{ table: "settings", column: "secret", row: "name" }],
  signing: [
    { table: "signing_secrets", column: "secret", row: "function_id" },
    { table: "signing_secrets", column: "previous", row: "function_id" },
  ],
  server: [{ table: "server_secrets", column: "value", row: "name", app: "server" }],
} as const satisfies Record<string, readonly SealedColumn[]>;
export type SealedPurpose = keyof typeof sealedColumns;

/** One ciphertext, and where it stands. */
export interface Sealed {
  readonly purpose: SealedPurpose;
  readonly place: SealedColumn;
  readonly appId: string;
  readonly row: string;
  readonly text: string;
}

const places = Object.entries(sealedColumns).flatMap(([purpose, columns]) =>
  columns.map((place: SealedColumn) => ({ purpose: purpose as SealedPurpose, place })),
);

/**
 * What is encrypted, of all apps: a key is the server's. Everything else asks for the rows of one app.
 * Sealed text begins with `v1.<key id>.`.
 */
export function createSealedStore(database: Database) {
  const db: Kysely<Record<string, Record<string, string | null>>> = database.withTables();
  return {
    /** Ciphertexts that another key made than this one. */
    async notBy(keyId: string, limit: number): Promise<readonly Sealed[]> {
      const found: Sealed[] = [];
      for (const { purpose, place } of places) {
        if (found.length >= limit) break;
        const { table, column, row, app } = place;
        const rows = await db
          .selectFrom(table)
          .select([
            (app === undefined ? sql<string>`app_id` : sql<string>`${app}`).as("app_id"),
            sql<string>`${sql.ref(row)}`.as("row"),
            sql<string>`${sql.ref(column)}`.as("text"),
          ])
          .where(sql<boolean>`substr(${sql.ref(column)}, 4, 8) <> ${keyId}`)
          .limit(limit - found.length)
          .execute();
        for (const { app_id: appId, row: of, text } of rows)
          found.push({ purpose, place, appId, row: of, text });
      }
      return found;
    },
    /** How many ciphertexts each key made, by its id. */
    async count(): Promise<ReadonlyMap<string, number>> {
      const counts = new Map<string, number>();
      for (const { place } of places) {
        const { table, column } = place;
        const rows = await db
          .selectFrom(table)
          .select([
            sql<string>`substr(${sql.ref(column)}, 4, 8)`.as("key"),
            sql<number | string>`count(*)`.as("rows"),
          ])
          .where(sql<boolean>`${sql.ref(column)} is not null`)
          .groupBy(sql`substr(${sql.ref(column)}, 4, 8)`)
          .execute();
        for (const { key, rows: many } of rows)
          counts.set(key, (counts.get(key) ?? 0) + Number(many));
      }
      return counts;
    },
    /** Only where it is still what was read: a token that was refreshed meanwhile stays. */
    async replace({ place, appId, row, text }: Sealed, by: string): Promise<boolean> {
      const { table, column, row: key, app } = place;
      const isOfApp = app === undefined ? sql`app_id = ${appId}` : sql`true`;
      const result = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${by}
        where ${isOfApp} and ${sql.ref(key)} = ${row} and ${sql.ref(column)} = ${text}`.execute(db);
      return (result.numAffectedRows ?? 0n) > 0n;
    },
  };
}

export type SealedStore = ReturnType<typeof createSealedStore>;
