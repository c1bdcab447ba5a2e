import type { FunctionVersion, NewVersion } from "../store/function-version.ts";

/**
 * What an undo brings back: the content before the last change. Going back appends a version, so
 * the undone ones are skipped by content: undoing twice goes back two changes, not to and fro.
 */
export function versionBefore<Version extends Pick<FunctionVersion, "etag" | "version">>(
  newestFirst: readonly Version[],
): Version | undefined {
  const now = newestFirst[0];
  const oldest = newestFirst.findLast(({ etag }) => etag === now?.etag);
  return newestFirst.find(({ version }) => version < (oldest?.version ?? 0));
}

/** Content of a version under a name, which the flow says as well. */
export function under(name: string, of: FunctionVersion): NewVersion {
  const { version: _, createdAt: __, etag: ___, restoredFrom: ____, flow, ...content } = of;
  return { ...content, name, ...(flow ? { flow: { ...flow, name } } : {}) };
}
