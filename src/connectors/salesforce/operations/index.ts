import { analyticsReportsRun } from "./analytics.reports.run.ts";
import { composite } from "./composite.ts";
import { compositeSobjectsCreate } from "./composite.sobjects.create.ts";
import { compositeSobjectsUpdate } from "./composite.sobjects.update.ts";
import { jobsQueryCreate } from "./jobs.query.create.ts";
import { jobsQueryGet } from "./jobs.query.get.ts";
import { jobsQueryResults } from "./jobs.query.results.ts";
import { limits } from "./limits.ts";
import { query } from "./query.ts";
import { recent } from "./recent.ts";
import { search } from "./search.ts";
import { sobjectsCreate } from "./sobjects.create.ts";
import { sobjectsDelete } from "./sobjects.delete.ts";
import { sobjectsDescribe } from "./sobjects.describe.ts";
import { sobjectsList } from "./sobjects.list.ts";
import { sobjectsRetrieve } from "./sobjects.retrieve.ts";
import { sobjectsRetrieveByExternalId } from "./sobjects.retrieveByExternalId.ts";
import { sobjectsUpdate } from "./sobjects.update.ts";
import { sobjectsUpsert } from "./sobjects.upsert.ts";

/** In the order in which people most ask for them. */
export const operations = [
  query,
  search,
  sobjectsCreate,
  sobjectsUpdate,
  sobjectsRetrieve,
  sobjectsDelete,
  sobjectsUpsert,
  sobjectsDescribe,
  analyticsReportsRun,
  sobjectsList,
  compositeSobjectsCreate,
  compositeSobjectsUpdate,
  composite,
  jobsQueryCreate,
  jobsQueryGet,
  jobsQueryResults,
  sobjectsRetrieveByExternalId,
  recent,
  limits,
] as const;
