import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { methods } from "./methods.ts";
import { seedTasks } from "./seed.ts";
import { tasksState } from "./state.ts";
import { viewTasks } from "./view.ts";

export const tasksApp = defineGoogleApp({
  id: "googletasks",
  name: "Google Tasks",
  service: "tasks.googleapis.com",
  errorStyle: "reasons",
  shape: tasksState,
  seed: seedTasks,
  methods,
  view: viewTasks,
});
