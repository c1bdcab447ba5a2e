import { connectionsAnswer } from "../../src/contract/connection.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { useGet } from "../data/use-get.ts";
import { useSignInNews } from "../data/use-sign-in-news.ts";

/** The connected accounts, loaded again when a sign-in came back in another window. */
export function useAccounts() {
  const { loaded, reload } = useGet(connectionsAnswer, "/api/connections");
  useSignInNews(reload);
  useComeBack(reload);
  return { loaded, reload };
}
