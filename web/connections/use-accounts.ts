import { connectionsAnswer } from "../../src/contract/connection.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { useGet } from "../data/use-get.ts";
import { useSignInNews } from "../data/use-sign-in-news.ts";

/** What accounts there are of each provider and tool, and the first few; loaded again when a sign-in came back. */
export function useAccounts({ provider, limit = 1 }: { provider?: string; limit?: number } = {}) {
  const of = provider === undefined ? "" : `&provider=${encodeURIComponent(provider)}`;
  const { loaded, reload } = useGet(connectionsAnswer, `/api/connections?limit=${limit}${of}`);
  useSignInNews(reload);
  useComeBack(reload);
  return { loaded, reload };
}
