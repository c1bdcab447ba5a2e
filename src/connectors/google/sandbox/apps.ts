import { gmailApp } from "../../gmail/sandbox/index.ts";
import { calendarApp } from "../../googlecalendar/sandbox/index.ts";
import { contactsApp } from "../../googlecontacts/sandbox/index.ts";
import { docsApp } from "../../googledocs/sandbox/index.ts";
import { driveApp } from "../../googledrive/sandbox/index.ts";
import { formsApp } from "../../googleforms/sandbox/index.ts";
import { meetApp } from "../../googlemeet/sandbox/index.ts";
import { sheetsApp } from "../../googlesheets/sandbox/index.ts";
import { slidesApp } from "../../googleslides/sandbox/index.ts";
import { tasksApp } from "../../googletasks/sandbox/index.ts";
import type { GoogleApp } from "./ground/app.ts";

/** The apps that this stand-in serves, in the order of its inspector. */
export const apps: readonly GoogleApp<unknown>[] = [
  gmailApp,
  calendarApp,
  driveApp,
  docsApp,
  sheetsApp,
  slidesApp,
  tasksApp,
  contactsApp,
  formsApp,
  meetApp,
];
