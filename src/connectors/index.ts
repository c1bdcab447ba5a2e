import type { Connector } from "../catalog/connector.ts";
import type { Provider } from "../catalog/provider.ts";
import type { SandboxDefinition } from "../sandbox/kit/types.ts";
import { aiConnector } from "./ai/connector.ts";
import { ai } from "./ai/provider.ts";
import { gmailConnector } from "./gmail/connector.ts";
import { google } from "./google/provider.ts";
import { googleCalendarConnector } from "./googlecalendar/connector.ts";
import { googleContactsConnector } from "./googlecontacts/connector.ts";
import { googleDocsConnector } from "./googledocs/connector.ts";
import { googleDriveConnector } from "./googledrive/connector.ts";
import { googleFormsConnector } from "./googleforms/connector.ts";
import { googleMeetConnector } from "./googlemeet/connector.ts";
import { googleSheetsConnector } from "./googlesheets/connector.ts";
import { googleSlidesConnector } from "./googleslides/connector.ts";
import { googleTasksConnector } from "./googletasks/connector.ts";
import { hubspotConnector } from "./hubspot/connector.ts";
import { hubspot } from "./hubspot/provider.ts";
import { linkedinConnector } from "./linkedin/connector.ts";
import { linkedin } from "./linkedin/provider.ts";
import { notionConnector } from "./notion/connector.ts";
import { notion } from "./notion/provider.ts";
import { salesforceConnector } from "./salesforce/connector.ts";
import { salesforce } from "./salesforce/provider.ts";
import { slackConnector } from "./slack/connector.ts";
import { slack } from "./slack/provider.ts";
import { tiktokConnector } from "./tiktok/connector.ts";
import { tiktok } from "./tiktok/provider.ts";

/** The catalog as it ships. */
export const connectors: readonly Connector[] = [
  slackConnector,
  gmailConnector,
  googleCalendarConnector,
  googleDriveConnector,
  googleDocsConnector,
  googleSheetsConnector,
  googleSlidesConnector,
  googleTasksConnector,
  googleContactsConnector,
  googleFormsConnector,
  googleMeetConnector,
  notionConnector,
  salesforceConnector,
  hubspotConnector,
  linkedinConnector,
  tiktokConnector,
  aiConnector,
];
export const providers: readonly Provider[] = [
  slack,
  google,
  notion,
  salesforce,
  hubspot,
  linkedin,
  tiktok,
  ai,
];
/** Loaded when one is started: with credentials of one's own none is needed. */
export const sandboxes: Readonly<Record<string, () => Promise<SandboxDefinition>>> = {
  slack: async () => (await import("./slack/sandbox/index.ts")).slackSandbox,
  google: async () => (await import("./google/sandbox/index.ts")).googleSandbox,
  notion: async () => (await import("./notion/sandbox/index.ts")).notionSandbox,
  salesforce: async () => (await import("./salesforce/sandbox/index.ts")).salesforceSandbox,
  hubspot: async () => (await import("./hubspot/sandbox/index.ts")).hubspotSandbox,
  linkedin: async () => (await import("./linkedin/sandbox/index.ts")).linkedinSandbox,
  tiktok: async () => (await import("./tiktok/sandbox/index.ts")).tiktokSandbox,
};
