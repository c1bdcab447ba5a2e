/** Well within what the host takes of a frame's head; beyond it nothing meant well is left. */
const maxHeaders = 200;
const maxCharacters = 64 * 1024;
const maxMethodCharacters = 20;
const maxStatusTextCharacters = 200;

/** An outbound call as its frame says it. Throws where the host would not read it. */
export function requestHead({ method, url, headers }: Request) {
  if (method.length > maxMethodCharacters) throw new TypeError("fetch: there is no such method");
  if (url.length > maxCharacters) throw new TypeError("fetch: the address is longer than 64 kB");
  return { method, url, headers: listed(headers, "fetch: the request") };
}

/** The same for the function's response. */
export function responseHead({ status, statusText, headers }: Response) {
  if (status === 0) throw new Error("The function must return a Response that has a status.");
  return {
    status,
    statusText: statusText.slice(0, maxStatusTextCharacters),
    headers: listed(headers, "The function's response"),
  };
}

function listed(headers: Headers, whose: string): readonly (readonly [string, string])[] {
  const list = [...headers];
  const characters = list.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (list.length > maxHeaders) throw new TypeError(`${whose} has more than ${maxHeaders} headers`);
  if (characters > maxCharacters) throw new TypeError(`${whose} has more than 64 kB of headers`);
  return list;
}
