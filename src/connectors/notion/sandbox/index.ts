import { defineRestSandbox } from "../../../sandbox/kit/rest/sandbox.ts";
import { manners } from "./manners.ts";
import { acts } from "./acts.ts";
import { people } from "./people.ts";
import { notionEvents } from "./push.ts";
import { blockRoutes } from "./routes/blocks.ts";
import { commentRoutes } from "./routes/comments.ts";
import { dataSourceRoutes } from "./routes/data-sources.ts";
import { databaseRoutes } from "./routes/databases.ts";
import { pageRoutes } from "./routes/pages.ts";
import { searchRoutes } from "./routes/search.ts";
import { userRoutes } from "./routes/users.ts";
import { rules } from "./rules.ts";
import { seedNotion } from "./seed.ts";
import { type NotionState, capabilities, notionState } from "./state.ts";
import { viewNotion } from "./view.ts";

/** A stand-in for Notion: one workspace, of which each person shares what they pick. */
export const notionSandbox = defineRestSandbox({
  provider: "notion",
  rules,
  users: people,
  shape: notionState,
  seed: seedNotion,
  routes: [
    ...searchRoutes,
    ...dataSourceRoutes,
    ...databaseRoutes,
    ...pageRoutes,
    ...blockRoutes,
    ...commentRoutes,
    ...userRoutes,
  ],
  manners,
  view: viewNotion,
  acts,
  events: notionEvents,
  levers: capabilities.map((capability) => ({
    name: `toggle-${capability}`,
    label: `Switch ${capability.replaceAll("_", " ")} on or off`,
    pull(data: NotionState) {
      data.capabilities = data.capabilities.includes(capability)
        ? data.capabilities.filter((one) => one !== capability)
        : [...data.capabilities, capability];
    },
  })),
  accent: "#37352f",
});
