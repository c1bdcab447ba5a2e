import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect/dialect.ts";

/**
 * Runs are looked for by what the indexes hold, so that no record is read that is not shown. Phases
 * get the names that they have everywhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("runs_filter")
    .on("runs")
    .columns(["app_id", "id", "status", "trigger", "automation_id"])
    .execute();
  await db.schema
    .createIndex("runs_function")
    .on("runs")
    .columns(["app_id", "function", "id", "status", "trigger"])
    .execute();
  // On Postgres there were no runs before.
  if (isPostgres(db)) return;
  const phase = (name: string) => sql.lit(`$.phases.${name}`);
  await sql`update runs set body = json_set(json_remove(body, ${phase("acquire")}, ${phase("load")},
      ${phase("execute")}), ${phase("queue")}, json_extract(body, ${phase("acquire")}),
      ${phase("start")}, json_extract(body, ${phase("load")}),
      ${phase("run")}, json_extract(body, ${phase("execute")}))
    where json_extract(body, ${phase("acquire")}) is not null`.execute(db);
}
