import type { TokenKind } from "../catalog/operation.ts";

/**
 * Our connectors that Base44 has, under the same name:
 * https://docs.base44.com/developers/references/sdk/docs/interfaces/connectors
 */
const shared = [
  "gmail",
  "googlecalendar",
  "googledocs",
  "googledrive",
  "googlemeet",
  "googlesheets",
  "googleslides",
  "googletasks",
  "hubspot",
  "linkedin",
  "notion",
  "salesforce",
  "slack",
  "tiktok",
];

/** What Base44 calls the connection whose token a call takes; undefined where it has none. */
export function base44Type(connector: string, token: TokenKind): string | undefined {
  if (connector === "slack" && token === "bot") return "slackbot";
  return shared.includes(connector) ? connector : undefined;
}

/** Our connector behind one of Base44's types, whose names are ours else. */
export function connectorOfType(type: string): string {
  return type === "slackbot" ? "slack" : type;
}
