import type { ConnectionUses } from "../../src/contract/connection.ts";
import { connectionWords as words } from "../words/connections.ts";
import "./names.css";

interface StopsProps {
  readonly uses: Pick<ConnectionUses, "functions" | "automations">;
  /** Said where nothing does. */
  readonly nothing: string;
  readonly lead: string;
}

const most = 10;

/** What stops working without an account or a tool. */
export function Stops({ uses: { functions, automations }, nothing, lead }: StopsProps) {
  if (functions.length + automations.length === 0) return <p>{nothing}</p>;
  return (
    <div className="stops">
      <p>{lead}</p>
      {functions.length > 0 && <Names title={words.functions} names={functions} />}
      {automations.length > 0 && (
        <Names
          title={words.automations}
          names={automations.map(({ function: name, words: when }) => `${name}: ${when}`)}
        />
      )}
    </div>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {names.slice(0, most).map((name, at) => (
          // Two automations may start one function in the same way.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${at} ${name}`}>{name}</li>
        ))}
        {names.length > most && <li>{words.moreNames(names.length - most)}</li>}
      </ul>
    </section>
  );
}
