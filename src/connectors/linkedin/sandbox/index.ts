import { defineRestSandbox } from "../../../sandbox/kit/rest/sandbox.ts";
import { manners } from "./manners.ts";
import { acts } from "./acts.ts";
import { people } from "./people.ts";
import { linkedinEvents } from "./push.ts";
import { imageRoutes } from "./routes/images.ts";
import { organizationRoutes } from "./routes/organizations.ts";
import { postRoutes } from "./routes/posts.ts";
import { profileRoutes } from "./routes/profile.ts";
import { socialRoutes } from "./routes/social.ts";
import { rulesOf } from "./rules.ts";
import { seedLinkedin } from "./seed.ts";
import { type LinkedinState, linkedinState } from "./state.ts";
import { viewLinkedin } from "./view.ts";

/** A stand-in for LinkedIn: two members and a company page with posts, comments and reactions. */
export const linkedinSandbox = defineRestSandbox({
  provider: "linkedin",
  rules: rulesOf,
  users: people,
  shape: linkedinState,
  seed: seedLinkedin,
  routes: [...profileRoutes, ...postRoutes, ...imageRoutes, ...socialRoutes, ...organizationRoutes],
  manners,
  view: viewLinkedin,
  acts,
  events: linkedinEvents,
  levers: [
    {
      name: "toggle-partner",
      label: "Give or take back refresh tokens",
      pull(data: LinkedinState) {
        data.isPartner = !data.isPartner;
      },
    },
  ],
  accent: "#1d4ed8",
});
