import { createHash } from "node:crypto";
import { type MadeBy, madeByShape } from "../contract/function.ts";
import { type PageSpec, pageSpec } from "../contract/page-spec.ts";
import type { Tables } from "./tables.ts";

/** Where a page may be embedded. */
export interface PageEmbed {
  /** SHA-256 of the key, which is never stored. */
  readonly keyHash: string;
  readonly origins: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
}

/** One immutable version of a page. */
export interface PageVersion {
  /** Of the page; stays the same whatever its address is. */
  readonly id: string;
  /** Its address of today; that of its spec is the one it had when the version was made. */
  readonly slug: string;
  readonly version: number;
  readonly madeBy: Readonly<MadeBy>;
  /** The version that a restore brought back. */
  readonly restoredFrom?: number;
  /** The sentence it came from. */
  readonly prompt?: string;
  readonly spec: PageSpec;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly etag: string;
  readonly embed?: PageEmbed;
}

export type NewPageVersion = Pick<PageVersion, "madeBy" | "restoredFrom" | "prompt" | "spec">;

/** Names the content: two versions with the same spec have the same. */
export function etagOfPage(spec: PageSpec): string {
  return createHash("sha256").update(JSON.stringify(spec)).digest("base64url").slice(0, 22);
}

type PageRow = Tables["page_versions"] &
  Pick<Tables["pages"], "slug" | "embed_key_hash" | "embed_origins" | "embed_created_at">;

export function pageVersionOf(row: PageRow): PageVersion {
  const embed = embedOf(row);
  return {
    id: row.page_id,
    slug: row.slug,
    version: row.version,
    madeBy: madeByShape.parse({ what: row.what, via: row.via }),
    ...(row.restored_from === null ? {} : { restoredFrom: row.restored_from }),
    ...(row.prompt === null ? {} : { prompt: row.prompt }),
    spec: pageSpec.parse(JSON.parse(row.spec)),
    createdAt: row.created_at,
    etag: row.etag,
    ...(embed ? { embed } : {}),
  };
}

function embedOf({
  embed_key_hash: keyHash,
  embed_origins: origins,
  embed_created_at: createdAt,
}: Pick<PageRow, "embed_key_hash" | "embed_origins" | "embed_created_at">): PageEmbed | undefined {
  if (keyHash === null || origins === null || createdAt === null) return undefined;
  return { keyHash, origins: JSON.parse(origins), createdAt };
}
