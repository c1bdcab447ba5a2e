/** What the addresses of an app begin with: `/apps/<slug>`, and nothing for the first one. */
const prefix = /^\/apps\/[^/]+/;

/** Of the app that is shown; another app is another load of the page. */
export const base = prefix.exec(globalThis.location?.pathname ?? "")?.[0] ?? "";

/** An address of this app as the browser knows it. */
export const under = (path: string): string => base + path;

/** The path of an address of the browser as this app knows it. */
export const withoutBase = (pathname: string): string => pathname.replace(prefix, "") || "/";
