import { automationListShape } from "../../src/contract/automation.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { Icon } from "../ui/icon.tsx";
import { State } from "./state.tsx";
import { automationWords } from "../words/automations.ts";
import "./function-starts.css";

const words = automationWords;

/** What starts a function, in a line; nothing until that is known. */
export function FunctionStarts({ name }: { readonly name: string }) {
  const path = `/api/automations?function=${encodeURIComponent(name)}`;
  const { loaded } = useGet(automationListShape, path);
  if (loaded.status !== "ready") return null;
  const own = loaded.value.automations.filter((one) => one.function === name);
  const [first, more] = own;
  return (
    <p className="function-starts">
      <Icon name="clock" />
      <span>{words.startsOf}:</span>
      {!first && <span>{words.byHand}</span>}
      {first && !more && (
        <>
          <Link href={paths.automation(first.id)}>{first.words}</Link>
          <State {...first} />
        </>
      )}
      {more && <Link href={paths.automations}>{words.allStarts(own.length)}</Link>}
    </p>
  );
}
