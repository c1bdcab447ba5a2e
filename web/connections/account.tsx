import { useMay } from "../data/rights.ts";
import type {
  ConnectionRequestView,
  ConnectionSummary,
  ConnectionView,
} from "../../src/contract/connection.ts";
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
import { ago, day, shortMoment } from "../ui/time.ts";
import { type AccountState, chipOf, stateOf } from "./account-state.ts";
import { calledOf, hasOwnName } from "./called.ts";
import { SigningIn } from "./signing-in.tsx";
import type { AccountActions } from "./use-account-actions.tsx";
import { useTools } from "./use-tools.ts";
import "./account.css";

type Default = NonNullable<ConnectionSummary["default"]>;

interface AccountProps {
  readonly connection: ConnectionView;
  /** The default among several accounts of its provider; absent where it is the only one. */
  readonly used: Default | undefined;
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
  const { id, name: called, provider, account, mode, inUse, isPresent } = connection;
  const { name, tools, hasAccounts } = useTools()(connection);
  const state = stateOf(connection);
  const { tone, word } = chipOf(state);
  const title = `connection-${id}`;
  const of = (what: string) => words.of(what, calledOf(connection));
  const hasEnded = connection.status !== "active";
  const isGrave = hasEnded || state === "ending";
  const connects = useMay("connect");
  const isOneOfSeveral = used !== undefined && isPresent;
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
            {(isOneOfSeveral || hasOwnName(connection)) && (
              <code className="account-name">{`${provider}:${called}`}</code>
            )}{" "}
            <span>{account.label}</span>
          </p>
        </div>
        <p className="account-chips">
          {isOneOfSeveral && inUse && <Chip tone="info">{words.isDefault}</Chip>}
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
        {connects && isGrave && (
          <Button
            look="primary"
            aria-label={of(words.reconnect)}
            onClick={() => actions.reconnect(connection)}
          >
            {words.reconnect}
          </Button>
        )}
        {connects && state === "partly-granted" && (
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
        {connects && !hasEnded && (
          <Button
            aria-label={of(isChecking ? words.stopChecking : words.check)}
            onClick={() => actions.check(connection)}
          >
            {isChecking ? words.stopChecking : words.check}
          </Button>
        )}
        {connects && !isGrave && inUse && (
          <Button
            aria-label={of(words.switchAccount)}
            onClick={() => actions.reconnect(connection)}
          >
            {words.switchAccount}
          </Button>
        )}
        <Menu
          label={words.more(calledOf(connection))}
          items={[
            ...(connects && hasAccounts
              ? [
                  {
                    label: words.addAnother,
                    icon: "plus" as const,
                    go: () => actions.addAnother(connection),
                  },
                ]
              : []),
            ...(connects && isOneOfSeveral && !inUse
              ? [
                  {
                    label: words.makeDefault,
                    icon: "check" as const,
                    go: () => actions.makeDefault(connection),
                  },
                ]
              : []),
            ...(connects && hasAccounts
              ? [
                  {
                    label: words.rename,
                    icon: "edit" as const,
                    go: () => actions.rename(connection),
                  },
                ]
              : []),
            ...tools.slice(0, 1).map((tool) => ({
              label: words.open,
              icon: "open" as const,
              go: () => navigate(paths.connector(tool.id)),
            })),
            ...(connects
              ? [
                  {
                    label: words.disconnect,
                    icon: "trash" as const,
                    danger: true,
                    go: () => actions.disconnect(connection),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </section>
  );
}

/** Who uses it, when it was used, since when it stands as it does. */
function Facts({ connection }: { readonly connection: ConnectionView }) {
  const { uses, lastUsedAt, checkedAt, statusAt, status, createdAt } = connection;
  const now = Date.now();
  const facts = [
    ...(uses ? [words.usedBy(uses.functions)] : []),
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
  readonly used: Default | undefined;
}

/** What a person should know of it. */
function Notes({ connection, state, used }: NotesProps) {
  const { provider, standing, endsAt, uses, inUse } = connection;
  const { sentence, outage, warning } = standing;
  const at = (iso: string) => shortMoment(iso, new Date());
  // Where nobody uses it at all, that is said already.
  const unneeded = uses && uses.functions > 0 ? uses.unneeded.length : 0;
  return (
    <div className="account-notes">
      {state !== "active" && state !== "ending" && (
        <p className="account-warn">
          {sentence}
          {outage && ` ${words.outage(at(outage.since), at(outage.nextLookAt))}`}
        </p>
      )}
      {warning && <p className="account-warn">{words.endsSoon(day(warning.endsAt))}</p>}
      {state === "active" && endsAt !== undefined && <p>{words.endsOn(day(endsAt))}</p>}
      {unneeded > 0 && <p>{words.unneeded(unneeded)}</p>}
      {!inUse && used && <p>{words.notDefaultMeans(`${provider}:${used.name} (${used.label})`)}</p>}
    </div>
  );
}
