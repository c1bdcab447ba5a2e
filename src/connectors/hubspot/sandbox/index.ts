import { defineRestSandbox } from "../../../sandbox/kit/rest/sandbox.ts";
import { manners } from "./manners.ts";
import { acts } from "./acts.ts";
import { people } from "./people.ts";
import { hubspotEvents } from "./push.ts";
import { accountRoutes } from "./routes/account.ts";
import { associationRoutes } from "./routes/associations.ts";
import { objectRoutes } from "./routes/objects.ts";
import { rules } from "./rules.ts";
import { seedHubspot } from "./seed.ts";
import { hubspotState } from "./state.ts";
import { viewHubspot } from "./view.ts";

/** A stand-in for HubSpot: one account with contacts, companies, deals, tickets and activities. */
export const hubspotSandbox = defineRestSandbox({
  provider: "hubspot",
  rules: () => rules,
  users: people,
  shape: hubspotState,
  seed: seedHubspot,
  routes: [...associationRoutes, ...objectRoutes, ...accountRoutes],
  manners,
  view: viewHubspot,
  acts,
  events: hubspotEvents,
  accent: "#c2410c",
});
