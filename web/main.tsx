// oxlint-disable-next-line import/no-unassigned-import -- sets up Zod before any shape is made
import "./no-eval.ts";
import { withoutBase } from "./base.ts";
import { readRoute } from "./routes.ts";
import "./ui/tokens.css";
import "./ui/base.css";

// Both at once: the dashboard would otherwise be asked for only when all of the first has run.
const { screen } = readRoute(withoutBase(location.pathname));
if (screen !== "page" && screen !== "access") void import("./shell/dashboard.tsx");
void import("./start.tsx");
