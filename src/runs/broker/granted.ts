import type { Operation, TokenKind } from "../../catalog/operation.ts";

/**
 * Why a token cannot make the call, or undefined where it may. What a person left unticked or gave
 * back is refused here: the provider may still count it to the grant. Which alternative a call needs
 * depends on inputs that only the provider reads, so any of them will do.
 */
export function notGranted(
  operation: Operation,
  token: TokenKind,
  granted: readonly string[],
): string | undefined {
  const alternatives = [operation, ...(operation.scopesWhen ?? [])].flatMap(
    ({ scopes }) => scopes[token] ?? [],
  );
  const suffices = (set: readonly string[]) => set.every((scope) => granted.includes(scope));
  if (alternatives.length === 0 || alternatives.some(suffices)) return undefined;
  const needed = (alternatives[0] ?? []).filter((scope) => !granted.includes(scope));
  return `${operation.id} needs the permission ${needed.join(" and ")}, which was not granted`;
}
