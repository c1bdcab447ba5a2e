import type { Catalog } from "../../catalog/catalog.ts";
import { type Operation, type TokenKind, connectorOf } from "../../catalog/operation.ts";
import { pathPattern } from "../../catalog/path-pattern.ts";
import type { Provider } from "../../catalog/provider.ts";
import { PatchbayError } from "../../core/errors.ts";
import { ownAccount } from "../../flow/schema.ts";
import type { FunctionVersion } from "../../store/function-version.ts";

/** One way to call an operation that a version is approved for, as the broker would match it. */
export interface ExportedCall {
  readonly operation: Operation;
  readonly token: TokenKind;
  /** Which of several accounts; absent for the default. */
  readonly account?: string;
  readonly provider: Provider;
  readonly method: string;
  readonly host: string;
  /** Over the whole path of an address. */
  readonly path: RegExp;
}

/**
 * The calls that get a credential, those with a fixed path first: where two fit, that one is meant.
 * Throws `function/not-exportable` for an operation that nobody elsewhere can answer.
 */
export function callsOf(
  { name, approvals }: Pick<FunctionVersion, "name" | "approvals">,
  catalog: Catalog,
): readonly ExportedCall[] {
  const ways = approvals.flatMap(({ operation: id, token, account }) => {
    const [operation, provider] = [catalog.find(id), catalog.providerOf(id)];
    if (!operation || !provider)
      throw new PatchbayError(
        "function/not-exportable",
        `"${name}" calls ${id}, which the catalog does not have. Add its tool again, or take the call out.`,
      );
    if (provider.answeredBy === "model")
      throw new PatchbayError(
        "function/not-exportable",
        `"${name}" calls ${id}, which Patchbay answers itself, with the model it is set up with: there is no such address elsewhere. Call a model's own API in its place, then export.`,
      );
    if (account === ownAccount)
      throw new PatchbayError(
        "function/not-exportable",
        `"${name}" calls ${id} with the account of whoever calls it, which only Patchbay knows. Name an account, or the default, then export.`,
      );
    const { request } = operation;
    return [request, ...(request.also ?? [])].map((way) => {
      const template = way.path ?? request.path;
      const call = {
        operation,
        token,
        ...(account === undefined ? {} : { account }),
        provider,
        method: way.method,
        host: request.host,
        path: pathPattern(template, request.resources, request.shapes),
      };
      return { isFixed: !/[{*]/.test(template), call };
    });
  });
  return ways
    .toSorted((one, other) => Number(other.isFixed) - Number(one.isFixed))
    .map(({ call }) => call);
}

/** The scopes of a version that the calls with one kind of token use, in the order of the alphabet. */
export function scopesUsed(
  { permissions }: Pick<FunctionVersion, "permissions">,
  calls: readonly ExportedCall[],
): readonly string[] {
  const accounts = new Set(calls.map(({ account }) => account));
  const ids = new Set(calls.map(({ operation }) => connectorOf(operation.id)));
  const usable = new Set(
    calls.flatMap(({ operation, token }) =>
      [operation, ...(operation.scopesWhen ?? [])].flatMap(({ scopes }) =>
        (scopes[token] ?? []).flat(),
      ),
    ),
  );
  const scopes = permissions
    .filter(({ connector, account }) => ids.has(connector) && accounts.has(account))
    .flatMap((permission) => permission.scopes.filter((scope) => usable.has(scope)));
  return [...new Set(scopes)].toSorted();
}
