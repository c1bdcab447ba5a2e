import type { z } from "zod";
import { connectorListShape, connectorShape } from "../../src/contract/catalog.ts";
import { ask } from "../data/api.ts";

/** An operation of the catalog. */
export type KnownOperation = z.output<typeof connectorShape>["operations"][number];

let loading: Promise<readonly KnownOperation[]> | undefined;

/** All operations of the catalog, loaded once; none where they cannot be, until the next question. */
export function knownOperations(): Promise<readonly KnownOperation[]> {
  loading ??= load().catch(() => {
    loading = undefined;
    return [];
  });
  return loading;
}

async function load(): Promise<readonly KnownOperation[]> {
  const { connectors } = await ask(connectorListShape, "/api/connectors");
  const all = connectors.map(({ id }) =>
    ask(connectorShape, `/api/connectors/${encodeURIComponent(id)}`),
  );
  return (await Promise.all(all)).flatMap(({ operations }) => operations);
}

/** Where it is called. */
export const urlOf = ({ host, path }: Pick<KnownOperation, "host" | "path">) =>
  `https://${host}${path}`;

/**
 * The operation that a text in the code names: by its address, in which parts may be filled in, by
 * its id, or by the method that a helper of its tool takes (`slack("chat.postMessage", …)`).
 */
export function operationNamed(
  operations: readonly KnownOperation[],
  text: string,
  helper?: string,
): KnownOperation | undefined {
  if (text.startsWith("https://")) {
    const [address = ""] = text.split("?");
    return operations.find((one) => isAddressOf(one, address));
  }
  return operations.find(
    ({ id }) => id === text || (helper !== undefined && id === `${helper}.${text}`),
  );
}

function isAddressOf(operation: KnownOperation, address: string): boolean {
  const [own, given] = [urlOf(operation).split("/"), address.split("/")];
  return (
    own.length === given.length &&
    own.every((part, at) => part === given[at] || (part.includes("{") && given[at] !== ""))
  );
}

/** An input of an operation, as completions and notes show it. */
export interface KnownInput {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
}

/** The inputs of an operation, those it requires first. */
export function inputsOf({ input }: Pick<KnownOperation, "input">): readonly KnownInput[] {
  if (!isRecord(input) || !isRecord(input["properties"])) return [];
  const required = Array.isArray(input["required"]) ? input["required"] : [];
  return Object.entries(input["properties"])
    .map(([name, one]) => ({
      name,
      type: isRecord(one) && typeof one["type"] === "string" ? one["type"] : "any",
      description:
        isRecord(one) && typeof one["description"] === "string" ? one["description"] : "",
      required: required.includes(name),
    }))
    .toSorted((a, b) => Number(b.required) - Number(a.required));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
