import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { TokenKind } from "../catalog/operation.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import type { Database } from "./database.ts";
import { aliasedName, endAlias, moveFunction } from "./function-names.ts";
import type { Tables } from "./tables.ts";

/** An operation that a version's code may call, and whose token it then gets. */
export interface Approval {
  readonly operation: string;
  readonly token: TokenKind;
}

/** Scopes by connector, as the outside interfaces give them. */
export interface ConnectorScopes {
  readonly connector: string;
  readonly scopes: readonly string[];
}

/** One immutable version of a function. */
export interface FunctionVersion {
  readonly name: string;
  readonly version: number;
  /** `flow` while the code is rendered from the flow, `hand` once somebody changed it. */
  readonly origin: "flow" | "hand";
  /** The sentence it came from. */
  readonly prompt?: string;
  readonly flow?: Flow;
  readonly code: string;
  readonly approvals: readonly Approval[];
  readonly permissions: readonly ConnectorScopes[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly etag: string;
}

export type NewVersion = Omit<FunctionVersion, "version" | "createdAt" | "etag">;

/** Versions are written once and never changed. */
export function createFunctionStore(db: Database, appId: string, clock: Clock) {
  const versions = () =>
    db.selectFrom("function_versions").where("function_versions.app_id", "=", appId);
  return {
    /** The current version of each function, by name. */
    async list(): Promise<readonly FunctionVersion[]> {
      const rows = await versions()
        .innerJoin("functions", (join) =>
          join
            .onRef("functions.app_id", "=", "function_versions.app_id")
            .onRef("functions.name", "=", "function_versions.name")
            .onRef("functions.current_version", "=", "function_versions.version"),
        )
        .selectAll("function_versions")
        .orderBy("function_versions.name")
        .execute();
      return rows.map(versionOf);
    },
    /** The newest version, or undefined where the function does not exist. */
    async current(name: string): Promise<FunctionVersion | undefined> {
      const row = await versions()
        .innerJoin("functions", (join) =>
          join
            .onRef("functions.app_id", "=", "function_versions.app_id")
            .onRef("functions.name", "=", "function_versions.name")
            .onRef("functions.current_version", "=", "function_versions.version"),
        )
        .selectAll("function_versions")
        .where("function_versions.name", "=", name)
        .executeTakeFirst();
      return row && versionOf(row);
    },
    /** The name of today of the function that had this one before. */
    aliased: (alias: string): Promise<string | undefined> => aliasedName(db, appId, alias),
    async version(name: string, version: number): Promise<FunctionVersion | undefined> {
      const row = await versions()
        .selectAll()
        .where("name", "=", name)
        .where("version", "=", version)
        .executeTakeFirst();
      return row && versionOf(row);
    },
    /** Newest first. */
    async versions(name: string): Promise<readonly FunctionVersion[]> {
      const rows = await versions()
        .selectAll()
        .where("name", "=", name)
        .orderBy("version", "desc")
        .execute();
      return rows.map(versionOf);
    },
    /**
     * Appends a version. `expected` is the version it was made from (0 for a new function); where
     * another came in between, nothing is written and `function/conflict` is thrown. `was` is the name
     * the function had until now; history and runs move to the new one, and the old one keeps leading
     * to it. Throws `function/name-taken`.
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
      await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("functions")
          .select("current_version")
          .where("app_id", "=", appId)
          .where("name", "=", was)
          .executeTakeFirst();
        const isMoved = was !== version.name;
        if ((row?.current_version ?? 0) !== expected || (isMoved && !row))
          throw conflict(was, row?.current_version);
        if (isMoved) await moveFunction(transaction, appId, was, version.name);
        if (!row) await endAlias(transaction, appId, version.name);
        await (
          row
            ? transaction
                .updateTable("functions")
                .set({ current_version: saved.version })
                .where("app_id", "=", appId)
                .where("name", "=", version.name)
            : transaction.insertInto("functions").values({
                app_id: appId,
                name: version.name,
                current_version: saved.version,
                created_at: createdAt,
              })
        ).execute();
        await transaction.insertInto("function_versions").values(rowOf(saved, appId)).execute();
      });
      return saved;
    },
    /** Removes the function with its versions and old names; runs keep its name. */
    async remove(name: string): Promise<boolean> {
      return db.transaction().execute(async (transaction) => {
        for (const table of ["function_versions", "function_aliases"] as const)
          await transaction
            .deleteFrom(table)
            .where("app_id", "=", appId)
            .where("name", "=", name)
            .execute();
        const { numDeletedRows } = await transaction
          .deleteFrom("functions")
          .where("app_id", "=", appId)
          .where("name", "=", name)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      });
    },
  };
}

export type FunctionStore = ReturnType<typeof createFunctionStore>;

function conflict(name: string, current: number | undefined): PatchbayError {
  return new PatchbayError(
    "function/conflict",
    current === undefined
      ? `The function "${name}" no longer exists.`
      : `The function "${name}" is at version ${current} by now. Read it again and repeat the change.`,
  );
}

function etagOf(version: NewVersion): string {
  return createHash("sha256")
    .update(JSON.stringify([version.code, version.flow ?? null]))
    .digest("base64url")
    .slice(0, 22);
}

function rowOf(version: FunctionVersion, appId: string): Tables["function_versions"] {
  return {
    app_id: appId,
    name: version.name,
    version: version.version,
    origin: version.origin,
    prompt: version.prompt ?? null,
    flow: version.flow ? JSON.stringify(version.flow) : null,
    code: version.code,
    approvals: JSON.stringify(version.approvals),
    permissions: JSON.stringify(version.permissions),
    etag: version.etag,
    created_at: version.createdAt,
  };
}

function versionOf(row: Tables["function_versions"]): FunctionVersion {
  return {
    name: row.name,
    version: row.version,
    origin: row.origin === "hand" ? "hand" : "flow",
    ...(row.prompt === null ? {} : { prompt: row.prompt }),
    ...(row.flow === null ? {} : { flow: flowSchema.parse(JSON.parse(row.flow)) }),
    code: row.code,
    approvals: JSON.parse(row.approvals),
    permissions: JSON.parse(row.permissions),
    createdAt: row.created_at,
    etag: row.etag,
  };
}
