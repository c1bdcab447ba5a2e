import { here, navigate, replaceAddress } from "../router.tsx";

/** One value of what stands behind the path: `q` of `?q=row`. */
export function valueOf(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? "";
}

/**
 * Changes values behind the path; an empty one is taken away. What is typed takes the place of the
 * address, so that the back button does not stop at each letter.
 */
export function changeQuery(changes: Readonly<Record<string, string>>, typed = false): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") query.delete(name);
    else query.set(name, value);
  }
  const path = here() + (query.size === 0 ? "" : `?${query}`);
  if (typed) replaceAddress(path);
  else navigate(path);
}
