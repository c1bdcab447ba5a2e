import { docsApp } from "../../googledocs/sandbox/index.ts";
import { driveApp } from "../../googledrive/sandbox/index.ts";
import { sheetsApp } from "../../googlesheets/sandbox/index.ts";
import { tasksApp } from "../../googletasks/sandbox/index.ts";
import type { GoogleApp } from "./ground/app.ts";

/** The apps that this stand-in serves, in the order of its inspector. */
export const apps: readonly GoogleApp<unknown>[] = [driveApp, docsApp, sheetsApp, tasksApp];
