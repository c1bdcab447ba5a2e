import type { Context, MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { RateCountStore } from "../store/rate-counts.ts";
import { type TrustedProxies, lineOf } from "./address.ts";
import type { Signed } from "./guard.ts";
import { type Limit, type LimitName, limitOf, limits } from "./limits.ts";

type Left = Pick<RateLimiterRes, "remainingPoints" | "msBeforeNext">;

/** Where the counts are kept: in this process, or where all processes of a server see them. */
type LimitStore = (
  name: string,
  count: { readonly points: number; readonly duration: number },
) => {
  /** Takes one; where none is left it is thrown as `RateLimiterRes`. */
  readonly consume: (key: string) => Promise<Left>;
  readonly get: (key: string) => Promise<Left | null>;
};

const memoryLimits: LimitStore = (keyPrefix, { points, duration }) =>
  new RateLimiterMemory({ keyPrefix, points, duration });

/**
 * Counts in the database, for several processes together. Who has used up their share is refused
 * from memory until their window ends, so that a flood does not become one of statements.
 */
export function sharedLimits(
  counts: Pick<RateCountStore, "count" | "find" | "clear">,
  clock: Clock,
): LimitStore {
  let clearedAt = clock.now();
  return (name, { points, duration }) => {
    const usedUp = new Map<string, number>();
    const left = ({ count, endsAt }: { count: number; endsAt: number }) =>
      new RateLimiterRes(Math.max(0, points - count), endsAt - clock.now(), count, count === 1);

    async function clear(): Promise<void> {
      if (clock.now() - clearedAt < clearEveryMs) return;
      clearedAt = clock.now();
      for (const [key, endsAt] of usedUp) if (endsAt <= clearedAt) usedUp.delete(key);
      await counts.clear();
    }

    return {
      async consume(key) {
        const until = usedUp.get(key) ?? 0;
        if (until > clock.now()) throw left({ count: points + 1, endsAt: until });
        await clear();
        const counted = await counts.count(`${name} ${key}`, duration * 1000);
        if (counted.count <= points) return left(counted);
        usedUp.set(key, counted.endsAt);
        throw left(counted);
      },
      async get(key) {
        const found = await counts.find(`${name} ${key}`);
        return found ? left(found) : null;
      },
    };
  };
}

const clearEveryMs = 60_000;

interface RateLimitOptions {
  readonly trustedProxies: TrustedProxies;
  /** Off where only this machine reaches the server: it is one person's. */
  readonly isOn: () => boolean;
  readonly store?: LimitStore;
}

interface Counted {
  readonly name: LimitName;
  readonly quota: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/**
 * Errors by which a caller shows that it does not know what it should. Webhooks are not among them:
 * many of a provider's senders share an address, and one with an old secret must not stop the others.
 */
const guesses = new Set([
  "request/not-signed-in",
  "request/bad-signature",
  "access/wrong",
  "access/link",
]);

/** Counts requests by address before it is asked who calls, and by caller afterwards. */
export function createRateLimits({ trustedProxies, isOn, store = memoryLimits }: RateLimitOptions) {
  const counters = new Map(
    Object.entries<Limit>(limits).map(([name, { perCaller, perAddress, seconds }]) => {
      const counter = (of: string, points: number) =>
        store(`${name}-${of}`, { points, duration: seconds });
      return [
        name,
        {
          address: counter("address", perAddress),
          ...(perCaller === undefined ? {} : { caller: counter("caller", perCaller) }),
        },
      ];
    }),
  );

  async function count(
    name: LimitName,
    of: "address" | "caller",
    key: string,
  ): Promise<Counted | undefined> {
    const counter = counters.get(name)?.[of];
    const { perAddress, perCaller }: Limit = limits[name];
    const quota = of === "address" ? perAddress : perCaller;
    if (!counter || quota === undefined) return undefined;
    try {
      const left = await counter.consume(key);
      return { name, quota, remaining: left.remainingPoints, resetSeconds: secondsTo(left) };
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany(name, secondsTo(error));
      throw error;
    }
  }

  return {
    byAddress: (async (c, next) => {
      const name = limitOf(c.req.method, c.req.path);
      const address = lineOf(c, trustedProxies);
      if (!isOn() || name === undefined || address === undefined) return next();
      const guessed = await counters.get("guess")?.address.get(address);
      if (guessed && guessed.remainingPoints <= 0 && hasProof(c))
        throw tooMany("guess", secondsTo(guessed));
      const counted = await count(name, "address", address);
      await next();
      const { error } = c;
      if (error instanceof PatchbayError && guesses.has(error.code) && hasProof(c))
        await count("guess", "address", address).catch(() => {});
      say(c, counted);
    }) satisfies MiddlewareHandler<Signed>,
    byCaller: (async (c, next) => {
      const name = limitOf(c.req.method, c.req.path);
      const caller = c.get("caller");
      if (!isOn() || name === undefined || caller === undefined) return next();
      const counted = await count(name, "caller", caller.principal);
      await next();
      say(c, counted);
    }) satisfies MiddlewareHandler<Signed>,
  };
}

export type RateLimits = ReturnType<typeof createRateLimits>;

/** Whoever has neither a key nor a signature tries none; each sign-in and each open of a printed address is a try. */
function hasProof(c: Context): boolean {
  return (
    c.req.header("authorization") !== undefined ||
    /^\/(?:open|api\/auth|api\/sign-in)\//.test(c.req.path) ||
    c.req.header("webhook-signature") !== undefined
  );
}

function secondsTo({ msBeforeNext }: Pick<RateLimiterRes, "msBeforeNext">): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

function tooMany(name: LimitName, retryAfter: number): PatchbayError {
  const { seconds: window }: Limit = limits[name];
  return new PatchbayError(
    "request/too-many",
    `Too much was asked for in ${window} seconds. Wait ${retryAfter} s, then go on.`,
    { extra: { retryAfter, limit: name } },
  );
}

/**
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10: what may be asked
 * for in which time, and what is left of it. The caller's own count goes before that of its address.
 */
function say(c: Context, counted: Counted | undefined): void {
  if (!counted || c.res.headers.has("ratelimit")) return;
  const { name, quota, remaining, resetSeconds } = counted;
  const { seconds: window }: Limit = limits[name];
  c.res.headers.set("ratelimit-policy", `"${name}";q=${quota};w=${window}`);
  c.res.headers.set("ratelimit", `"${name}";r=${remaining};t=${resetSeconds}`);
}
