import { type SqlBool, sql } from "kysely";
import type { Database } from "./database.ts";
import { fragmentsOf } from "./dialect/dialect.ts";

/** Among which a name is one of a kind. */
interface Kind {
  readonly provider: string;
  readonly mode: string;
  readonly user_id: string;
}

/** Names that accounts had before. An account that takes one of them is the one that is meant from then on. */
export function createAccountAliases(db: Database, appId: string) {
  const of = ({ provider, mode, user_id: user }: Kind) =>
    db
      .selectFrom("account_aliases")
      .where("app_id", "=", appId)
      .where("provider", "=", provider)
      .where("mode", "=", mode)
      .where("user_id", "=", user);
  const drop = async ({ provider, mode, user_id: user }: Kind, name: string): Promise<void> => {
    await db
      .deleteFrom("account_aliases")
      .where("app_id", "=", appId)
      .where("provider", "=", provider)
      .where("mode", "=", mode)
      .where("user_id", "=", user)
      .where("alias", "=", name)
      .execute();
  };
  return {
    /** The account that was called so. */
    async find(kind: Kind, name: string): Promise<string | undefined> {
      const row = await of(kind)
        .select("connection_id")
        .where("alias", "=", name)
        .executeTakeFirst();
      return row?.connection_id;
    },
    async names(kind: Kind): Promise<readonly string[]> {
      return (await of(kind).select("alias").execute()).map(({ alias }) => alias);
    },
    /** By the account that had them, of these accounts. */
    async former(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
      const rows = await db
        .selectFrom("account_aliases")
        .select(["alias", "connection_id"])
        .where("app_id", "=", appId)
        .where(sql<SqlBool>`connection_id in ${fragmentsOf(db).listed(ids)}`)
        .orderBy("alias")
        .execute();
      const groups = Map.groupBy(rows, ({ connection_id: id }) => id);
      return new Map(Array.from(groups, ([id, group]) => [id, group.map(({ alias }) => alias)]));
    },
    async add(kind: Kind, name: string, connectionId: string): Promise<void> {
      await drop(kind, name);
      await db
        .insertInto("account_aliases")
        .values({ app_id: appId, ...kind, alias: name, connection_id: connectionId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    /** An account has the name now: no other is meant by it. */
    drop,
    /** Nobody is meant by what a deleted account was called. */
    async forget(connectionId: string): Promise<void> {
      await db
        .deleteFrom("account_aliases")
        .where("app_id", "=", appId)
        .where("connection_id", "=", connectionId)
        .execute();
    },
  };
}
