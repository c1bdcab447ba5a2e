import { useState } from "react";
import {
  type ConnectionSummary,
  type ConnectionView,
  connectionsAnswer,
} from "../../src/contract/connection.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { usePages } from "../data/use-pages.ts";
import { useSignInNews } from "../data/use-sign-in-news.ts";

/** As the address of the list has them; what is empty is left out. */
type Asked = Readonly<Record<string, string>> & { readonly limit: string };

const parts = {
  itemsOf: ({ connections }: { readonly connections: readonly ConnectionView[] }) => connections,
  keyOf: ({ id }: ConnectionView) => id,
};

/** The connected accounts that fit, a page after the other; loaded again when a sign-in came back. */
export function useAccountPages(asked: Asked) {
  const said = Object.entries(asked).filter(([, value]) => value !== "");
  const path = `/api/connections?${new URLSearchParams(said)}`;
  const { first, items: connections, ...pages } = usePages(connectionsAnswer, path, parts);
  useSignInNews(pages.startOver);
  useComeBack(pages.startOver);
  /** What does not depend on what is looked for stays while it is loaded. */
  const [known, setKnown] = useState(first);
  if (first && first !== known) setKnown(first);
  return {
    ...pages,
    connections,
    total: first?.total,
    /** What there is of each provider, whatever is looked for. */
    used: new Map<string, ConnectionSummary>(
      ((first ?? known)?.providers ?? []).map((one) => [one.provider, one]),
    ),
  };
}
