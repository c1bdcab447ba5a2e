import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Refusal {
  readonly reason: string;
  readonly instead: string;
}

const secrets =
  /\b(?:(?:access|refresh|oauth|auth|api|bot|bearer|session|slack|user|my|the|client|all)[ -]+(?:oauth |access |refresh )?(?:tokens?|secrets?|credentials?)|(?:access|auth|api|session|signing|encryption|private)[ -]?keys?|credentials|client[ -]secrets?|signing secret|env(?:ironment)? variables?|zugangsdaten|zugriffstoken|credenciales|jetons?|credenciais)\b/;
const reveal =
  /\b(?:print|log|console\.log|show|leak|dump|copy|send|post|store|save|get|give|tell|reveal|expose|output|return|email|mail|write|read|share|display|zeig\w*|schick\w*|send\w*|gib|druck\w*|muestra\w*|manda\w*|envia\w*|imprime\w*|affiche\w*|envoi\w*|mostr\w*|imprim\w*)\b/;
const widen =
  /\b(?:all|every|full|admin|more|maximum)\s+(?:the\s+)?(?:\w+\s+)?(?:scopes?|permissions?|rights|access)\b/;
const take =
  /\b(?:request|grant|give|add|ask for|enable|take|use|get|need|want|connect with|escalate|widen)\b/;
const bypass =
  /\b(?:without|skip|bypass|ignore|disable|turn off)\s+(?:the\s+|any\s+|asking\s+for\s+)?(?:permissions?|approvals?|consent|permission checks?|sandbox|safety)\b/;
const abuse: readonly RegExp[] = [
  /\b(?:spam|phish\w*|scam|ddos|malware|ransomware|blackmail|harass|dox+)\b/,
  /\b(?:pretend\w*|impersonat\w*|posing) (?:to be|as)?\b/,
  /\b(?:so )?(?:nobody|no one|no-one) (?:notices|sees|knows|finds out)\b|\bhide (?:it|the traces|this)\b|\bsecretly\b|\bwithout (?:them|anyone|him|her) (?:knowing|noticing)\b/,
  /\b(?:attacker|evil|stolen|bought list)\b/,
  /\b(?:flood|bombard)\b/,
];

/** Refuses what would leak a secret, take rights that are not computed, or harm people. */
export function refusalOf(tokens: readonly Token[]): Refusal | undefined {
  const said = tokens
    .filter(({ kind }) => kind !== "quote")
    .map(({ norm }) => norm)
    .join(" ");
  if (secrets.test(said) && reveal.test(said)) {
    return {
      reason:
        "No function, and no reply of mine, ever holds a token or secret: calls go through the broker, which adds the credential outside the code.",
      instead:
        "I can write a function that makes the call you need the credential for, or tell you what is connected and with which permissions.",
    };
  }
  if (abuse.some((pattern) => pattern.test(said))) {
    return {
      reason: "I will not build something that deceives, floods or spies on people.",
      instead: "I can build messages to people who expect them, sent openly from your own account.",
    };
  }
  if (
    bypass.test(said) ||
    (widen.test(said) &&
      take.test(said) &&
      !/\b(?:what|which|does|do i|did i|show|list|see)\b/.test(said))
  ) {
    return {
      reason:
        "Permissions are computed from what a function does; nobody can widen them or skip being asked.",
      instead: "Tell me what the function should do, and I ask for exactly what that takes.",
    };
  }
  return undefined;
}

/** Well-known services, so that one that is not in the catalog is named rather than guessed around. */
const services: readonly string[] = (
  "airtable|trello|asana|jira|linear|monday.com|clickup|whatsapp|telegram|discord|signal|microsoft teams|ms teams|sms|twilio|dropbox|onedrive|box.com|github|gitlab|bitbucket|zoom|stripe|paypal|shopify|" +
  "zendesk|intercom|mailchimp|sendgrid|outlook|twitter|tweet|facebook|instagram|youtube|pinterest|reddit|figma|miro|confluence|todoist|evernote|calendly|typeform|quickbooks|xero|pipedrive|zoho|aws|s3|snowflake|bigquery|mongodb|firebase|wordpress|webflow|rss|" +
  "gmail|google calendar|google drive|google docs|google doc|google sheets|google sheet|spreadsheet|google slides|google tasks|google contacts|google forms|google form|google meet|notion|salesforce|hubspot|linkedin|tiktok"
).split("|");

/** Services that the sentence names and the catalog does not have. */
export function missingServices(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly string[] {
  const said = ` ${tokens
    .filter(({ kind }) => kind === "word")
    .map(({ norm }) => norm)
    .join(" ")} `;
  const known = vocabulary.connectors.flatMap(({ words }) => words);
  return services.filter(
    (service) =>
      said.includes(` ${service} `) &&
      !known.some(
        (word) => word === service || word.replaceAll(" ", "") === service.replaceAll(" ", ""),
      ),
  );
}
