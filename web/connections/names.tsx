import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectionWords as words } from "../words/connections.ts";
import "./names.css";

const few = 5;
const most = 200;

/** Functions by name, each a link; of many the first, the rest on demand. */
export function FunctionNames({ names }: { readonly names: readonly string[] }) {
  const [first, rest] = [names.slice(0, few), names.slice(few, most)];
  return (
    <span className="function-names">
      <Links names={first} />
      {rest.length > 0 && (
        <details>
          <summary>{words.moreNames(names.length - few)}</summary>
          <Links names={rest} />
          {names.length > most && ` ${words.moreNames(names.length - most)}`}
        </details>
      )}
    </span>
  );
}

function Links({ names }: { readonly names: readonly string[] }) {
  return names.map((name, at) => (
    <span key={name}>
      {at > 0 && ", "}
      <Link href={paths.function(name)}>{name}</Link>
    </span>
  ));
}
