type HeaderList = readonly (readonly [string, string])[];

/**
 * What a function may say beside method, address and body. A list of what is allowed, since what
 * must be kept out is open-ended: credentials, hop-by-hop headers, `x-http-method-override`.
 */
const allowedIn = [
  "accept",
  "accept-language",
  "content-language",
  "content-range",
  "content-type",
  "idempotency-key",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-unmodified-since",
  "prefer",
  "range",
];

/** Not with a secret in it either: these say how the message travels, or whose session or account it is. */
const neverIn =
  /^(?:host|connection|content-length|cookie|expect|keep-alive|te|trailer|transfer-encoding|upgrade|x-http-method-override|proxy-.*|patchbay-.*)$/i;

/** Not for the function: sessions, credentials, and what described the wire that is gone by now. */
const droppedOut = [
  "authorization",
  "authentication-info",
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "set-cookie",
  "set-cookie2",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Headers as they go to the provider; `credential` is what proves who calls, `own` are those it has beside the usual ones, fixed and free. */
export function headersIn(
  headers: HeaderList,
  credential: Readonly<Record<string, string>>,
  own: {
    readonly fixed: Readonly<Record<string, string>>;
    readonly free: readonly string[];
    /** Those that a secret was put into. */
    readonly secret: readonly string[];
  },
): Headers {
  const sent = new Headers();
  for (const [name, value] of headers) {
    const isAllowed =
      [...allowedIn, ...own.free].includes(name.toLowerCase()) ||
      (own.secret.includes(name) && !neverIn.test(name));
    if (isAllowed && isValue(value)) sent.append(name, value);
  }
  for (const [name, value] of Object.entries({ ...own.fixed, ...credential }))
    sent.set(name, value);
  return sent;
}

/** Headers as the function sees them; one that repeats the credential is left out. */
export function headersOut(headers: Headers, hidden: readonly string[]): HeaderList {
  return [...headers].filter(
    ([name, value]) => !droppedOut.includes(name) && !hidden.some((one) => value.includes(one)),
  );
}

/** RFC 9110 5.5 without obs-text; what else there is would make `Headers` throw or split a line. */
function isValue(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}
