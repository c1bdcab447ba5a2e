import type { ConnectionRequestView, ConnectionView } from "../../src/contract/connection.ts";
import type { Problem } from "../data/problem.ts";
import type { SignIn } from "../data/sign-in.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectionWords as words } from "../words/connections.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Logo } from "../ui/logo.tsx";
import { Menu } from "../ui/menu.tsx";
import { Failure } from "../ui/states.tsx";
import { ago, day } from "../ui/time.ts";
import { type AccountState, chipOf, stateOf } from "./account-state.ts";
import { SigningIn } from "./signing-in.tsx";
import type { AccountActions } from "./use-account-actions.tsx";
import { useTools } from "./use-tools.ts";
import "./account.css";

interface AccountProps {
  readonly connection: ConnectionView;
  /** The label of the account that functions use instead. */
  readonly used: string | undefined;
  readonly actions: AccountActions;
  /** What is under way with this account. */
  readonly signIn: SignIn | undefined;
  readonly signedIn: (view: ConnectionRequestView) => void;
  readonly isChecking: boolean;
  readonly problem: Problem | undefined;
}

/** A connected account: how it stands, and what can be done with it. */
export function Account(props: AccountProps) {
  const { connection, used, actions, signIn, signedIn, isChecking, problem } = props;
  const { id, account, mode, inUse, isPresent } = connection;
  const { name, tools, hasAccounts } = useTools()(connection);
  const state = stateOf(connection, Date.now());
  const { tone, word } = chipOf(state);
  const title = `connection-${id}`;
  const of = (what: string) => words.of(what, account.label);
  const isGrave = state === "reconnect" || state === "ending";
  return (
    <section className="account" aria-labelledby={`${title} ${title}-account`}>
      <header>
        <span className="account-logos">
          {tools.slice(0, 3).map((tool) => (
            <Logo key={tool.id} svg={tool.logo} />
          ))}
        </span>
        <div>
          <h2 id={title}>{name}</h2>
          <p id={`${title}-account`} className="account-label">
            {account.label}
          </p>
        </div>
        <p className="account-chips">
          {!inUse && <Chip>{words.notInUse}</Chip>}
          {mode && (
            <Chip tone={mode === "sandbox" ? "info" : "neutral"}>
              {isPresent ? words.modes[mode] : words.keptModes[mode]}
            </Chip>
          )}
          <Chip tone={tone}>{word}</Chip>
        </p>
      </header>
      {tools.length > 1 && (
        <p className="account-tools">{tools.map((tool) => tool.name).join(" · ")}</p>
      )}
      <Facts connection={connection} />
      <Notes connection={connection} state={state} used={used} />
      {problem && <Failure detail={problem.message} />}
      {signIn && <SigningIn key={signIn.request} signIn={signIn} done={signedIn} />}
      <div className="account-ways">
        {isGrave && (
          <Button
            look="primary"
            aria-label={of(words.reconnect)}
            onClick={() => actions.reconnect(connection)}
          >
            {words.reconnect}
          </Button>
        )}
        {state === "partly" && (
          <Button
            look="primary"
            aria-label={of(words.allowRest)}
            onClick={() => actions.allowRest(connection)}
          >
            {words.allowRest}
          </Button>
        )}
        <Button aria-label={of(words.access)} onClick={() => navigate(paths.access(id))}>
          {words.access}
        </Button>
        {state !== "reconnect" && (
          <Button
            aria-label={of(isChecking ? words.stopChecking : words.check)}
            onClick={() => actions.check(connection)}
          >
            {isChecking ? words.stopChecking : words.check}
          </Button>
        )}
        {!isGrave && inUse && (
          <Button
            aria-label={of(words.switchAccount)}
            onClick={() => actions.reconnect(connection)}
          >
            {words.switchAccount}
          </Button>
        )}
        <Menu
          label={words.more(account.label)}
          items={[
            ...(hasAccounts
              ? [
                  {
                    label: words.addAnother,
                    icon: "plus" as const,
                    go: () => actions.addAnother(connection),
                  },
                ]
              : []),
            ...tools.slice(0, 1).map((tool) => ({
              label: words.open,
              icon: "open" as const,
              go: () => navigate(paths.connector(tool.id)),
            })),
            {
              label: words.disconnect,
              icon: "trash" as const,
              danger: true,
              go: () => actions.disconnect(connection),
            },
          ]}
        />
      </div>
    </section>
  );
}

/** Who uses it, when it was used, since when it stands as it does. */
function Facts({ connection }: { readonly connection: ConnectionView }) {
  const { uses, inUse, lastUsedAt, checkedAt, statusAt, status, createdAt } = connection;
  const now = Date.now();
  const facts = [
    ...(inUse && uses ? [words.usedBy(uses.functions)] : []),
    lastUsedAt === undefined ? words.neverUsed : words.lastUsed(ago(lastUsedAt, now)),
    status === "active"
      ? words.connected(ago(createdAt, now))
      : words.endedSince(ago(statusAt ?? createdAt, now)),
    ...(checkedAt === undefined ? [] : [words.checked(ago(checkedAt, now))]),
  ];
  return (
    <ul role="list" className="account-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

interface NotesProps {
  readonly connection: ConnectionView;
  readonly state: AccountState;
  readonly used: string | undefined;
}

/** What a person should know of it. */
function Notes({ connection, state, used }: NotesProps) {
  const { statusReason, statusHint, endsAt, uses, inUse } = connection;
  const missing = uses?.missing.length ?? 0;
  // Where nobody uses it at all, that is said already.
  const unneeded = uses && uses.functions > 0 ? uses.unneeded.length : 0;
  return (
    <div className="account-notes">
      {state === "reconnect" && (
        <p className="account-warn">
          {statusReason === undefined ? words.reasonNone : words.reason(statusReason)}
          {statusHint !== undefined && ` ${statusHint}`}
        </p>
      )}
      {state === "ending" && endsAt !== undefined && (
        <p className="account-warn">{words.endsSoon(day(endsAt))}</p>
      )}
      {state === "active" && endsAt !== undefined && <p>{words.endsOn(day(endsAt))}</p>}
      {state !== "reconnect" && missing > 0 && (
        <p className="account-warn">{words.lacks(missing)}</p>
      )}
      {unneeded > 0 && <p>{words.unneeded(unneeded)}</p>}
      {!inUse && used !== undefined && <p>{words.notInUseMeans(used)}</p>}
    </div>
  );
}
