import { defineRestSandbox } from "../../../sandbox/kit/rest/sandbox.ts";
import { manners } from "./manners.ts";
import { people } from "./people.ts";
import { bulkRoutes } from "./routes/bulk.ts";
import { collectionRoutes } from "./routes/collections.ts";
import { compositeRoutes } from "./routes/composite.ts";
import { orgRoutes } from "./routes/org.ts";
import { queryRoutes } from "./routes/query.ts";
import { recordRoutes } from "./routes/records.ts";
import { rulesOf } from "./rules.ts";
import { seedSalesforce } from "./seed.ts";
import { type SalesforceState, salesforceState } from "./state.ts";
import { viewSalesforce } from "./view.ts";

const routes = [...orgRoutes, ...queryRoutes, ...collectionRoutes, ...bulkRoutes, ...recordRoutes];

/** A stand-in for one Salesforce org: records of the usual objects, SOQL, composite, bulk queries, a report. */
export const salesforceSandbox = defineRestSandbox({
  provider: "salesforce",
  rules: rulesOf,
  users: people,
  shape: salesforceState,
  seed: seedSalesforce,
  routes: [...compositeRoutes(routes), ...routes],
  manners,
  view: viewSalesforce,
  levers: [
    {
      name: "toggle-rotation",
      label: "Let refresh tokens rotate or stay",
      pull(data: SalesforceState) {
        data.rotates = !data.rotates;
      },
    },
  ],
  accent: "#0369a1",
});
