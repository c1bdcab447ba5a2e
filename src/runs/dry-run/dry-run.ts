import type { Operation } from "../../catalog/operation.ts";
import type { Clock } from "../../core/clock.ts";
import { redact } from "../../core/redact.ts";
import { type EgressAnswer, wholeJsonOf } from "../broker/answer.ts";
import type { EgressCall, Verdict } from "../broker/judge.ts";
import type { Would } from "../types.ts";
import { heldAnswer } from "./held-answer.ts";
import { countOf, inputsOf, readHeld } from "./held-request.ts";
import { createMadeUpIds } from "./ids.ts";
import { type HeldCall, wouldOf } from "./would.ts";

type Allowed = Extract<Verdict, { status: "allowed" }>;

/** A run whose writes stay here. Runs that it begins share its ids, names and list. */
export interface DryRun {
  /**
   * What answers in the provider's place where a call must not go out: one that writes, and one
   * about something that a held call would have made. Undefined where it goes out.
   */
  hold(call: EgressCall, allowed: Allowed): (() => Response) | undefined;
  /** Learns from an answer what people call things. */
  learn(operation: Operation, answer: EgressAnswer): void;
  /** For a run that this one begins. */
  within(): DryRun;
  would(): readonly Would[];
}

const maxValue = 80;
const maxShownText = 200;

export function createDryRun(clock: Clock): DryRun {
  const ids = createMadeUpIds();
  const addresses = new Set<string>();
  const names = new Map<string, string>();

  function open(tell: (held: HeldCall) => void): DryRun {
    const calls: HeldCall[] = [];
    const keep = (held: HeldCall) => {
      calls.push(held);
      tell(held);
    };
    return {
      hold(call, { grant: { operation, provider, account }, token }) {
        const isWrite = operation.kind !== "read";
        // A model that answers changes nothing, and may well read what was made up.
        if (!isWrite && (provider.answeredBy || !mentions(call))) return undefined;
        return () => {
          const request = readHeld(operation, call);
          const isPart =
            (token === "none" && provider.key?.kind !== "none") || addresses.has(call.url);
          if (isWrite && !isPart)
            keep({
              operation,
              ...(account === undefined ? {} : { account: `${provider.id}:${account}` }),
              count: countOf(operation, request),
              values: textsOf(operation, inputsOf(operation, request)),
            });
          const made = heldAnswer(operation, provider, request, {
            ids,
            now: new Date(clock.now()),
          });
          for (const address of made.addresses) addresses.add(address);
          return made.response;
        };
      },
      learn({ names: told }, answer) {
        if (!told || !("status" in answer)) return;
        const list = at(wholeJsonOf(answer.body), told.list);
        for (const entry of [list ?? []].flat()) {
          const id = at(entry, told.id);
          const name = told.name.map((path) => at(entry, path)).find(isText);
          if (isText(id) && name) names.set(id, (told.prefix ?? "") + name);
        }
      },
      within: () => open(keep),
      would: () => wouldOf(calls),
    };
  }

  function mentions({ url, body }: EgressCall): boolean {
    return ids.isIn(url) || (body !== undefined && ids.isIn(Buffer.from(body).toString("latin1")));
  }

  function textsOf(
    { effect }: Operation,
    inputs: Readonly<Record<string, readonly unknown[]>>,
  ): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(inputs).flatMap(([name, values]) => {
        const texts = [...new Set(values.flat().map(textOf))];
        const max = name === effect?.shows ? maxShownText : maxValue;
        return texts.length === 0
          ? []
          : [[name, shortened(redact(texts.join(", ")), max)] as const];
      }),
    );
  }

  /** As people call it, where the run has read that. */
  function textOf(value: unknown): string {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return names.get(text) ?? (ids.isId(text) ? "(new)" : text);
  }

  return open(() => {});
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function shortened(text: string, max: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max)} …` : line;
}

/** What stands at a path of names; the value itself where it is empty. */
function at(value: unknown, path: string): unknown {
  return path === ""
    ? value
    : path.split(".").reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
}
