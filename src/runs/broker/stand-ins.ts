import { createSecret } from "../../core/ids.ts";
import type { EgressCall } from "./judge.ts";
import { namesSecret } from "./secrets.ts";

/** What stands for a connector's credential in one run: random, and of no use outside of it. */
export function createStandIns() {
  const byConnector = new Map<string, string>();
  return {
    /** Made when the run first asks for it. */
    of(connector: string): string {
      const standIn = byConnector.get(connector) ?? createSecret();
      byConnector.set(connector, standIn);
      return standIn;
    },
    /** Those that were given out. */
    all: (): readonly (readonly [connector: string, standIn: string])[] => [...byConnector],
  };
}

export type StandIns = ReturnType<typeof createStandIns>;

/**
 * Why a call may not bring what it has for a credential. Code that brings none is right, and so is
 * this run's stand-in for the connector that is called, in the place of a credential: the broker
 * takes it off and attaches the real one.
 */
export function refusedBearer(
  { url, headers, body }: EgressCall,
  connector: string,
  standIns: StandIns,
): string | undefined {
  const given = standIns.all();
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== "authorization" || namesSecret(value)) continue;
    const [, bearer] = /^Bearer\s+(\S+)$/i.exec(value.trim()) ?? [];
    const owner = given.find(([, standIn]) => standIn === bearer)?.[0];
    if (owner === connector) continue;
    return owner === undefined
      ? "the Authorization header has a credential that is not of this run. Leave it out: Patchbay attaches the credential."
      : `the access token of ${owner} is not for ${connector}. Ask for the connection of ${connector}.`;
  }
  const text = body && given.length > 0 ? Buffer.from(body).toString("latin1") : "";
  const elsewhere = headers.filter(([name]) => name.toLowerCase() !== "authorization");
  const isCarried = given.some(([, standIn]) =>
    [url, text, ...elsewhere.map(([, value]) => value)].some((place) => place.includes(standIn)),
  );
  return isCarried ? "an access token goes into the Authorization header only" : undefined;
}
