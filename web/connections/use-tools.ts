import { useServer } from "../data/server.tsx";

/** What an account is of: the provider's name, and the tools that it grants something of. */
export function useTools() {
  const { connectors, status } = useServer();
  const known = connectors.status === "ready" ? connectors.value.connectors : [];
  const providers = status.status === "ready" ? status.value.providers : [];
  return ({
    provider,
    connectors: ids,
  }: {
    readonly provider: string;
    readonly connectors: readonly string[];
  }) => {
    const own = known.filter(({ id }) => ids.includes(id));
    const all = known.filter((one) => one.provider === provider);
    const [only] = all;
    const named = all.length === 1 ? only?.name : undefined;
    const name = named ?? providers.find(({ id }) => id === provider)?.name ?? provider;
    return {
      name,
      /** What it is called where these tools alone are meant. */
      toolNames: own.map((one) => one.name).join(", ") || name,
      tools: own.length > 0 ? own : all.slice(0, 1),
      /** Whether a second account can stand beside it. */
      hasAccounts: !all.some(({ category }) => category === "custom"),
    };
  };
}
