import { useState } from "react";
import type { ConnectionView } from "../../src/contract/connection.ts";
import { chipOf, stateOf } from "../connections/account-state.ts";
import { useAccountPages } from "../connections/use-account-pages.ts";
import { functionAccountWords as words } from "../words/function-accounts.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { TypedSearch } from "../ui/typed-search.tsx";

interface AccountChoiceProps {
  readonly provider: string;
  /** Names that are known to be connected, shown or not. */
  readonly connected: ReadonlySet<string>;
  /** What was chosen before: stays to be chosen, whatever is looked for. */
  readonly before: string | undefined;
  /** A name, `user`, or null for the default. */
  readonly value: string | null;
  readonly choose: (account: string | null) => void;
}

const few = 8;
/** What no account is called. */
const asDefault = "=default";

/** The default, each account by its name, or the one of whoever calls. */
export function AccountChoice({ provider, connected, before, value, choose }: AccountChoiceProps) {
  const [text, setText] = useState("");
  const pages = useAccountPages({ provider, q: text, present: "true", limit: String(few) });
  const { loaded, connections, total, used } = pages;
  /** Whether there are so many that they are looked for; once it is so it stays. */
  const [isLong, setLong] = useState(false);
  if (!isLong && (total ?? 0) > few) setLong(true);
  const chosen = [before, value ?? undefined].filter(
    (name): name is string =>
      name !== undefined && name !== "user" && !connections.some((one) => one.name === name),
  );
  const main = used.get(provider)?.default;
  return (
    <div className="choose-account">
      {isLong && <TypedSearch label={words.search} text={text} change={setText} />}
      {isLong && (
        <p className="choose-found" role="status">
          {total !== undefined && words.found(total)}
        </p>
      )}
      {loaded.status === "loading" && <Loading lines={4} />}
      {loaded.status === "failed" && (
        <Failure
          detail={loaded.problem.message}
          way={{ label: strings.retry, go: pages.startOver }}
        />
      )}
      {loaded.status === "ready" && (
        <Choice
          label={words.account}
          value={value ?? asDefault}
          choose={(name) => choose(name === asDefault ? null : name)}
          options={[
            {
              value: asDefault,
              label: words.asDefault,
              note: main
                ? words.asDefaultMeans(`${provider}:${main.name}`, main.label)
                : words.asDefaultNone,
            },
            ...[...new Set(chosen)].map((name) => ({
              value: name,
              label: `${provider}:${name}`,
              ...(connected.has(name) ? {} : { note: words.namedMissing }),
            })),
            ...connections.map(optionOf),
            { value: "user", label: words.asOwn, note: words.asOwnMeans },
          ]}
        />
      )}
      {pages.hasMore && (
        <div>
          <Button disabled={pages.busy} onClick={() => void pages.more()}>
            {words.more}
          </Button>
        </div>
      )}
      {pages.problem && <Failure detail={pages.problem.message} />}
    </div>
  );
}

function optionOf(connection: ConnectionView) {
  const { provider, name, account } = connection;
  return {
    value: name,
    label: `${provider}:${name}`,
    note: words.namedMeans(account.label, chipOf(stateOf(connection)).word),
  };
}
