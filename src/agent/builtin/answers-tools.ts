import type { z } from "zod";
import type * as contract from "../../contract/tools.ts";
import { accountWords } from "./answers-access.ts";
import { nearestTools } from "./nearest-tools.ts";
import { ownTools } from "./product-facts.ts";
import { joinWords, lowerFirst } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

type Connections = z.output<typeof contract.listConnections.output>;

const maxTitles = 8;

/** Everything that can be connected, and what is. */
export function allTools({ connectors }: Vocabulary, { connections }: Connections): string {
  const list = connectors.map(({ name, description }) => `- ${name}: ${description}`).join("\n");
  const connected =
    connections.length > 0 ? `\nConnected now: ${joinWords(connections.map(accountWords))}.` : "";
  return `These tools can be connected:\n${list}${connected}\n${ownTools}\nSay in a sentence what a function should do, and I write it and ask for the permissions it takes.`;
}

/** Yes, with what it can do and whether it is connected. */
export function oneTool({ connections, tools = [], tool }: Connections): string {
  if (!tool) return "";
  const provider = tools.find(({ id }) => id === tool.id)?.provider;
  const connection = connections.find((one) => one.provider === provider);
  const parts = [
    `Yes, ${tool.name}: ${lowerFirst(tool.description)}.`,
    ...titles("It can read", tool.reads),
    ...titles("It can do", tool.writes),
    ...(tool.events.length > 0 ? [`Events in the catalog: ${short(tool.events)}.`] : []),
    connection
      ? `It is connected: ${accountWords(connection)}.`
      : "It is not connected yet: say what a function should do there, and I ask for exactly what that takes.",
  ];
  return parts.join("\n");
}

function titles(lead: string, list: readonly string[]): readonly string[] {
  return list.length > 0 ? [`${lead}: ${short(list)}.`] : [];
}

function short(list: readonly string[]): string {
  const shown = list.slice(0, maxTitles).map(lowerFirst);
  const rest = list.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : joinWords(shown);
}

/** Several tools that one name stands for: in a line each. */
export function family(ids: readonly string[], { connectors }: Vocabulary): string {
  const lines = connectors
    .filter(({ id }) => ids.includes(id))
    .map(({ name, description }) => `- ${name}: ${description}`);
  return `Yes, with one sign-in for all of these:\n${lines.join("\n")}\nAsk for one of them to see what it can do.`;
}

/** No, and the way on. */
export function missingTools(missing: readonly string[], vocabulary: Vocabulary): string {
  return missing
    .map((service) => {
      const near = nearestTools(service, vocabulary);
      const name = service.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
      const instead = near.length > 0 ? ` The nearest there is: ${joinWords(near)}.` : "";
      return `No, ${name} is not in the catalog.${instead} ${ownTools}`;
    })
    .join("\n");
}

/** What happens at a tool and can start a function. */
export function toolEvents({ tool }: Connections): string {
  if (!tool) return "";
  return tool.events.length > 0
    ? `Events of ${tool.name}:\n${tool.events.map((title) => `- ${title}`).join("\n")}`
    : `${tool.name} has no events in the catalog; a function can look there on a schedule instead.`;
}

export function allEvents({ tools = [] }: Connections): string {
  const counted = tools
    .filter(({ events }) => events > 0)
    .map(({ name, events }) => `- ${name}: ${events} ${events === 1 ? "event" : "events"}`);
  return `Besides a person, a schedule and a call by your app, a function can be started by events of these tools:\n${counted.join("\n")}\nAsk for one of them to see which.`;
}
