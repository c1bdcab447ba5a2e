import { connectorShape } from "../../src/contract/catalog.ts";
import type { RightsDiff } from "../../src/contract/function.ts";
import { useGet } from "../data/use-get.ts";
import { functionWords } from "../words/functions.ts";
import "./rights.css";

interface RightsProps {
  readonly rights: RightsDiff;
  /** `would` of code that is not saved yet. */
  readonly tense: "would" | "did";
}

/** What code may do more and less than the code before. */
export function Rights({ rights: { operations, permissions }, tense }: RightsProps) {
  const words = functionWords.rights[tense];
  const lists = [
    { title: words.needs, scopes: permissions.added },
    { title: words.calls, ids: operations.added },
    { title: words.needsNoLonger, scopes: permissions.removed },
    { title: words.callsNoLonger, ids: operations.removed },
  ].filter(({ scopes = [], ids = [] }) => scopes.length + ids.length > 0);
  if (lists.length === 0) return null;
  return (
    <dl className="rights">
      {lists.map(({ title, scopes = [], ids = [] }) => (
        <div key={title}>
          <dt>{title}</dt>
          {scopes.map((one) => (
            <ScopeSentences key={`${one.connector} ${one.account}`} {...one} />
          ))}
          {ids.map((id) => (
            <dd key={id}>
              <code>{id}</code>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

interface ScopeSentencesProps {
  readonly connector: string;
  /** Which of several accounts; absent for the default. */
  readonly account?: string | undefined;
  readonly scopes: readonly string[];
}

/** The scopes of one connector as people read them, in a `dl`; the bare scope until the sentence is there. */
export function ScopeSentences({ connector, account, scopes }: ScopeSentencesProps) {
  const { loaded } = useGet(connectorShape, `/api/connectors/${encodeURIComponent(connector)}`);
  const known = loaded.status === "ready" ? loaded.value : undefined;
  return scopes.map((scope) => {
    const sentence = known?.scopes.find((one) => one.scope === scope)?.sentence;
    return (
      <dd key={scope}>
        {sentence && `${known?.name}: ${sentence} `}
        <code>{scope}</code>
        {account !== undefined && functionWords.withAccount(account)}
      </dd>
    );
  });
}
