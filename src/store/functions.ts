import { type Transaction, sql } from "kysely";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import { fragmentsOf } from "./dialect/dialect.ts";
import {
  aliasedName,
  endAlias,
  functionNamed,
  refuseTaken,
  renameFunction,
} from "./function-names.ts";
import {
  type FunctionVersion,
  type NewVersion,
  etagOf,
  needsHash,
  rowOf,
  versionOf,
  wordsOf,
} from "./function-version.ts";
import type { Tables } from "./tables.ts";
import { held, inTransaction } from "./transaction.ts";

/** Versions are written once and never changed. `tell` is called after each change of a function, with its name. */
export function createFunctionStore(
  db: Database,
  appId: string,
  clock: Clock,
  tell: (name: string) => void = () => {},
) {
  const { listed, holds } = fragmentsOf(db);
  /** Versions of the functions that are not deleted, with the name of today. */
  const versions = () =>
    db
      .selectFrom("function_versions")
      .innerJoin("functions", (join) =>
        join
          .onRef("functions.app_id", "=", "function_versions.app_id")
          .onRef("functions.id", "=", "function_versions.function_id"),
      )
      .selectAll("function_versions")
      .select("functions.name")
      .where("function_versions.app_id", "=", appId);
  const live = () => versions().where("functions.deleted_at", "is", null);
  const read = ({ name, ...row }: Tables["function_versions"] & { readonly name: string }) =>
    versionOf(name, row);

  const find = (transaction: Transaction<Tables>, name: string) =>
    functionNamed(transaction, appId, name);

  return {
    /** The current version of each function, by name. */
    async list(): Promise<readonly FunctionVersion[]> {
      const rows = await live()
        .whereRef("functions.current_version", "=", "function_versions.version")
        .orderBy("functions.name")
        .execute();
      return rows.map(read);
    },
    /** The current version of each function that has one of these hashes of needs, by name. */
    async ofNeeds(hashes: readonly string[]): Promise<readonly FunctionVersion[]> {
      if (hashes.length === 0) return [];
      const rows = await live()
        .whereRef("functions.current_version", "=", "function_versions.version")
        .where(sql.ref("functions.needs_hash"), "in", sql`${listed(hashes)}`)
        .orderBy("functions.name")
        .execute();
      return rows.map(read);
    },
    /** The code of each function in which a text stands, by name. */
    async codeWith(part: string): Promise<readonly Pick<FunctionVersion, "name" | "code">[]> {
      return live()
        .clearSelect()
        .select(["functions.name", "function_versions.code"])
        .whereRef("functions.current_version", "=", "function_versions.version")
        .where(holds(sql.ref("function_versions.code"), part))
        .orderBy("functions.name")
        .execute();
    },
    /** Names of some functions, in their order. */
    async names(limit: number): Promise<readonly string[]> {
      const rows = await db
        .selectFrom("functions")
        .select("name")
        .where("app_id", "=", appId)
        .where("deleted_at", "is", null)
        .orderBy((eb) => eb.fn("lower", ["name"]))
        .limit(limit)
        .execute();
      return rows.map(({ name }) => name);
    },
    /** Whether one of that name was deleted and can come back. */
    async isDeleted(name: string): Promise<boolean> {
      const row = await db
        .selectFrom("functions")
        .select("id")
        .where("app_id", "=", appId)
        .where("name", "=", name)
        .where("deleted_at", "is not", null)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Whether there is a function, or one that was deleted and can come back. */
    async hasAny(): Promise<boolean> {
      const row = await db
        .selectFrom("functions")
        .select("id")
        .where("app_id", "=", appId)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** The last version of each deleted function, the latest deletion first. */
    async deleted(): Promise<readonly FunctionVersion[]> {
      const rows = await versions()
        .whereRef("functions.current_version", "=", "function_versions.version")
        .where("functions.deleted_at", "is not", null)
        .orderBy("functions.deleted_at", "desc")
        .execute();
      return rows.map(read);
    },
    /** The newest version, or undefined where the function does not exist. */
    async current(name: string): Promise<FunctionVersion | undefined> {
      const row = await live()
        .whereRef("functions.current_version", "=", "function_versions.version")
        .where("functions.name", "=", name)
        .executeTakeFirst();
      return row && read(row);
    },
    /** The name of today of the function that had this one before. */
    aliased: (alias: string): Promise<string | undefined> => aliasedName(db, appId, alias),
    async version(name: string, version: number): Promise<FunctionVersion | undefined> {
      const row = await live()
        .where("functions.name", "=", name)
        .where("function_versions.version", "=", version)
        .executeTakeFirst();
      return row && read(row);
    },
    /** Newest first. */
    async versions(name: string): Promise<readonly FunctionVersion[]> {
      const rows = await live()
        .where("functions.name", "=", name)
        .orderBy("function_versions.version", "desc")
        .execute();
      return rows.map(read);
    },
    /**
     * Appends a version. `expected` is the version it was made from (0 for a new function); where
     * another came in between, nothing is written and `function/changed` is thrown. `was` is the name
     * the function had until now; the old one keeps leading to it. Throws `function/name-taken`.
     */
    async append(
      version: NewVersion,
      expected: number,
      was = version.name,
    ): Promise<FunctionVersion> {
      const createdAt = new Date(clock.now()).toISOString();
      const saved: FunctionVersion = {
        ...version,
        version: expected + 1,
        createdAt,
        etag: etagOf(version),
      };
      await inTransaction(db, async (transaction) => {
        const row = await find(transaction, was);
        const isRenamed = was !== version.name;
        if ((row?.current_version ?? 0) !== expected || (isRenamed && !row))
          throw changed(was, row?.current_version);
        const id = row?.id ?? createId("fn", clock.now());
        const versionRow = rowOf(saved, { app_id: appId, function_id: id });
        const current = {
          current_version: saved.version,
          changed_at: createdAt,
          needs_hash: needsHash(versionRow.approvals, versionRow.permissions),
        };
        if (!row) {
          await endAlias(transaction, appId, version.name);
          await transaction
            .insertInto("functions")
            .values({
              app_id: appId,
              id,
              name: version.name,
              created_at: createdAt,
              deleted_at: null,
              ...current,
            })
            .execute();
        } else {
          if (isRenamed)
            await renameFunction(transaction, appId, { id, from: was, to: version.name });
          await transaction
            .updateTable("functions")
            .set(current)
            .where("app_id", "=", appId)
            .where("id", "=", id)
            .execute();
        }
        await transaction.insertInto("function_versions").values(versionRow).execute();
        await transaction
          .deleteFrom("function_texts")
          .where("app_id", "=", appId)
          .where("function_id", "=", id)
          .execute();
        await transaction
          .insertInto("function_texts")
          .values({ app_id: appId, function_id: id, text: wordsOf(version) })
          .execute();
      });
      tell(saved.name);
      return saved;
    },
    /**
     * Does something while no process can save a version, if the function is still at the one given;
     * false where it is not, or where the work says so.
     */
    async whileCurrent(
      { name, version }: Pick<FunctionVersion, "name" | "version">,
      work: () => boolean,
    ): Promise<boolean> {
      return inTransaction(db, async (transaction) => {
        const row = await find(transaction, name);
        return row?.current_version === version && work();
      });
    },
    /**
     * Takes the function out of sight; its versions stay, so that it can come back. Throws
     * `function/changed` where it is not at the version that was expected any more.
     */
    async remove(name: string, expected: number): Promise<void> {
      await inTransaction(db, async (transaction) => {
        const row = await find(transaction, name);
        if (row?.current_version !== expected) throw changed(name, row?.current_version);
        await transaction
          .updateTable("functions")
          .set({ deleted_at: new Date(clock.now()).toISOString() })
          .where("app_id", "=", appId)
          .where("id", "=", row.id)
          .execute();
      });
      tell(name);
    },
    /**
     * Brings back the function that was deleted last under a name; false where there is none. Throws
     * `function/name-taken` where another has the name by now.
     */
    async undelete(name: string): Promise<boolean> {
      const isBack = await inTransaction(db, async (transaction) => {
        const query = transaction
          .selectFrom("functions")
          .select("id")
          .where("app_id", "=", appId)
          .where("name", "=", name)
          .where("deleted_at", "is not", null)
          .orderBy("deleted_at", "desc");
        const row = await held(transaction, query).executeTakeFirst();
        if (!row) return false;
        await refuseTaken(transaction, appId, name, "so the deleted one stays deleted");
        await endAlias(transaction, appId, name);
        await transaction
          .updateTable("functions")
          .set({ deleted_at: null })
          .where("app_id", "=", appId)
          .where("id", "=", row.id)
          .execute();
        return true;
      });
      if (isBack) tell(name);
      return isBack;
    },
  };
}

export type FunctionStore = ReturnType<typeof createFunctionStore>;

/** The refusal of a change that was made from another version than the current one. */
export function changed(name: string, current: number | undefined): PatchbayError {
  return new PatchbayError(
    "function/changed",
    current === undefined
      ? `The function "${name}" no longer exists.`
      : `The function "${name}" is at version ${current} by now. Read it again and repeat the change.`,
    current === undefined ? {} : { extra: { version: current } },
  );
}
