import { createHash } from "node:crypto";
import type { TokenKind } from "../catalog/operation.ts";
import { type MadeBy, madeByShape } from "../contract/function.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import type { Tables } from "./tables.ts";

/** An operation that a version's code may call, and whose token it then gets. */
export interface Approval {
  readonly operation: string;
  readonly token: TokenKind;
  /** Which of several accounts; absent for the default. */
  readonly account?: string;
}

/** Scopes by connector and account, as the outside interfaces give them. */
export interface ConnectorScopes {
  readonly connector: string;
  readonly account?: string | undefined;
  readonly scopes: readonly string[];
}

/** One immutable version of a function. */
export interface FunctionVersion {
  readonly name: string;
  readonly version: number;
  readonly madeBy: Readonly<MadeBy>;
  /** The version that a restore brought back. */
  readonly restoredFrom?: number;
  /** `flow` while the code is rendered from the flow, `hand` once somebody changed it. */
  readonly origin: "flow" | "hand";
  /** The sentence it came from. */
  readonly prompt?: string;
  readonly flow?: Flow;
  readonly code: string;
  /** What the flow rendered when it was last rendered, where the code is another. */
  readonly rendered?: string;
  readonly approvals: readonly Approval[];
  readonly permissions: readonly ConnectorScopes[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly etag: string;
}

export type NewVersion = Omit<FunctionVersion, "version" | "createdAt" | "etag">;

/** Names the content: two versions with the same code and flow have the same. */
export function etagOf({ code, flow }: { readonly code: string; readonly flow?: unknown }): string {
  return createHash("sha256")
    .update(JSON.stringify([code, flow ?? null]))
    .digest("base64url")
    .slice(0, 22);
}

/** Names what a version needs, as it is stored: functions that need the same have the same. */
export function needsHash(approvals: string, permissions: string): string {
  return createHash("sha256").update(`${approvals}\n${permissions}`).digest("base64url");
}

/** What a function is found by: its name, what is said of it, and what it calls. */
export function wordsOf({ name, flow, prompt, approvals }: NewVersion): string {
  return [name, flow?.description ?? "", prompt ?? "", JSON.stringify(approvals)].join("\n");
}

/** A row of a version, beside its key. */
export type VersionRow = Tables["function_versions"];

export function rowOf(
  version: FunctionVersion,
  key: Pick<VersionRow, "app_id" | "function_id">,
): VersionRow {
  return {
    ...key,
    version: version.version,
    what: version.madeBy.what,
    via: version.madeBy.via,
    restored_from: version.restoredFrom ?? null,
    origin: version.origin,
    prompt: version.prompt ?? null,
    flow: version.flow ? JSON.stringify(version.flow) : null,
    code: version.code,
    rendered: version.rendered ?? null,
    approvals: JSON.stringify(version.approvals),
    permissions: JSON.stringify(version.permissions),
    etag: version.etag,
    created_at: version.createdAt,
  };
}

export function versionOf(name: string, row: VersionRow): FunctionVersion {
  return {
    name,
    version: row.version,
    madeBy: madeByShape.parse({ what: row.what, via: row.via }),
    ...(row.restored_from === null ? {} : { restoredFrom: row.restored_from }),
    origin: row.origin === "hand" ? "hand" : "flow",
    ...(row.prompt === null ? {} : { prompt: row.prompt }),
    ...(row.flow === null ? {} : { flow: flowSchema.parse(JSON.parse(row.flow)) }),
    code: row.code,
    ...(row.rendered === null ? {} : { rendered: row.rendered }),
    approvals: JSON.parse(row.approvals),
    permissions: JSON.parse(row.permissions),
    createdAt: row.created_at,
    etag: row.etag,
  };
}
