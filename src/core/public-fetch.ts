import { Agent, fetch as undiciFetch } from "undici";
import { publicLookup } from "./public-address.ts";

/** `fetch` that reaches public addresses only. */
export function createPublicFetch(): typeof fetch {
  const dispatcher = new Agent({ connect: { lookup: publicLookup } });
  // The same library as Node's own fetch, in a version of its own: the types differ in name alone.
  const publicFetch = undiciFetch as unknown as (
    input: string | URL | Request,
    init: object,
  ) => Promise<Response>;
  return (input, init) => publicFetch(input, { ...init, dispatcher });
}
