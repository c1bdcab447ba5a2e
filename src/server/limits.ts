/** How much of one kind of request is taken. */
export interface Limit {
  /** Requests in the time below, of one key or session. */
  readonly perCaller?: number;
  /** Requests in the time below, of one address. */
  readonly perAddress: number;
  readonly seconds: number;
}

/**
 * All limits, as data. They are far above what a person or a program of theirs does; an address may
 * stand for an office. Wrong keys and signatures count as `guess`, whatever they were sent to.
 */
export const limits = {
  // An office comes at nine; those who do not know their password count as guesses.
  "sign-in": { perAddress: 300, seconds: 300 },
  guess: { perAddress: 30, seconds: 300 },
  chat: { perCaller: 60, perAddress: 180, seconds: 60 },
  call: { perCaller: 1_200, perAddress: 3_000, seconds: 60 },
  hook: { perAddress: 3_000, seconds: 60 },
  other: { perCaller: 1_200, perAddress: 3_600, seconds: 60 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;

const kinds: readonly (readonly [RegExp, LimitName | undefined])[] = [
  // Whoever watches the server must always be answered.
  [/^(?:GET|HEAD) \/(?:healthz|readyz|metrics)$/, undefined],
  // The files of the page.
  [/^(?:GET|HEAD) \/(?:assets\/|docs\/|favicon|theme\.js)/, undefined],
  [/^\w+ \/open\//, "sign-in"],
  [/^POST \/api\/(?:auth|sign-in)\//, "sign-in"],
  [/^POST \/api\/(?:chat|plan)$/, "chat"],
  [/^\w+ \/(?:functions|mcp|base44)(?:\/|$)/, "call"],
  [/^\w+ \/api\/apps\//, "call"],
  [/^(?:POST|PATCH) \/api\/functions\/[^/]+(?:\/run)?$/, "call"],
  [/^\w+ \/hooks\//, "hook"],
];

/** Of which kind a request is; undefined where it is free. */
export function limitOf(method: string, path: string): LimitName | undefined {
  const request = `${method} ${path}`;
  const found = kinds.find(([pattern]) => pattern.test(request));
  return found ? found[1] : "other";
}
