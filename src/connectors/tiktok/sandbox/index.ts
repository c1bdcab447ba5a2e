import { defineRestSandbox } from "../../../sandbox/kit/rest/sandbox.ts";
import { manners } from "./manners.ts";
import { acts } from "./acts.ts";
import { people } from "./people.ts";
import { tiktokEvents } from "./push.ts";
import { displayRoutes } from "./routes/display.ts";
import { publishingRoutes } from "./routes/publishing.ts";
import { rules } from "./rules.ts";
import { seedTiktok } from "./seed.ts";
import { type TiktokState, tiktokState } from "./state.ts";
import { viewTiktok } from "./view.ts";

/** A stand-in for TikTok: accounts with videos and numbers, posts that take their time, drafts. */
export const tiktokSandbox = defineRestSandbox({
  provider: "tiktok",
  rules: () => rules,
  users: people,
  shape: tiktokState,
  seed: seedTiktok,
  routes: [...displayRoutes, ...publishingRoutes],
  manners,
  view: viewTiktok,
  acts,
  events: tiktokEvents,
  levers: [
    {
      name: "toggle-audit",
      label: "Take back or give the app's audit",
      pull(data: TiktokState) {
        data.audited = !data.audited;
      },
    },
  ],
  accent: "#0f766e",
});
