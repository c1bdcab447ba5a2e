import { type Database, defaultWorkspaceId } from "./database.ts";

/** The row of another app, as tests of one store beside another need it. */
export async function addApp(db: Database, id: string): Promise<void> {
  await db
    .insertInto("apps")
    .values({
      id,
      workspace_id: defaultWorkspaceId,
      slug: id.replaceAll("_", "-"),
      name: id,
      created_at: "2026-01-01T00:00:00Z",
      deleted_at: null,
    })
    .execute();
}
