import { useRef, useState } from "react";
import {
  type ConnectionRequestView,
  type ConnectionView,
  checkedShape,
  connectionShape,
  connectionUsesShape,
  disconnectedShape,
} from "../../src/contract/connection.ts";
import { ask } from "../data/api.ts";
import { useServer } from "../data/server.tsx";
import { Problem, problemOf } from "../data/problem.ts";
import { connectionWords as words } from "../words/connections.ts";
import { useConfirm } from "../ui/confirm.tsx";
import { useToast } from "../ui/toast.tsx";
import { calledOf } from "./called.ts";
import { Stops } from "./stops.tsx";
import { useSignIn } from "./use-sign-in.ts";
import { useTools } from "./use-tools.ts";

/** What can be done with an account. */
export interface AccountActions {
  /** Signs in again, with the same account or with another. */
  readonly reconnect: (connection: ConnectionView) => void;
  readonly allowRest: (connection: ConnectionView) => void;
  readonly addAnother: (connection: ConnectionView) => void;
  /** Looks whether it works; a second time it stops looking. */
  readonly check: (connection: ConnectionView) => void;
  readonly disconnect: (connection: ConnectionView) => void;
  readonly rename: (connection: ConnectionView) => void;
  readonly makeDefault: (connection: ConnectionView) => void;
}

/** What a sign-in or a problem belongs to. */
interface About {
  readonly id: string;
  readonly label: string;
  /** Functions go on with the account that they have. */
  readonly beside: boolean;
}

/** What is said of an account that was signed in to. */
function endOf(about: About | undefined, label: string): string {
  if (about?.label === label) return words.connectedAs(label);
  return about?.beside ? words.added(label) : words.switched(label);
}

const pathOf = ({ id }: Pick<ConnectionView, "id">) => `/api/connections/${encodeURIComponent(id)}`;

/** Does it, and knows what is under way; `changed` is told when the list has to be loaded again. */
export function useAccountActions(reload: () => void) {
  const { reloadStatus } = useServer();
  /** The sidebar says how many accounts somebody has to see to. */
  const changed = () => {
    reload();
    reloadStatus();
  };
  const toast = useToast();
  const confirm = useConfirm();
  const toolsOf = useTools();
  const { signIn, problem: notBegun, begin, end } = useSignIn();
  /** What the sign-in or the problem is about. */
  const [about, setAbout] = useState<About>();
  const [failed, setFailed] = useState<Problem>();
  const [named, setNamed] = useState<ConnectionView>();
  const [checking, setChecking] = useState<string>();
  const looking = useRef<AbortController>(undefined);

  function start(connection: ConnectionView, path: string, body?: () => unknown, beside = false) {
    setFailed(undefined);
    setAbout({ id: connection.id, label: connection.account.label, beside });
    void begin(path, body);
  }

  async function doIt(connection: ConnectionView, work: () => Promise<void>) {
    setFailed(undefined);
    setAbout({ id: connection.id, label: connection.account.label, beside: false });
    try {
      await work();
    } catch (error) {
      setFailed(problemOf(error));
    }
  }

  async function look(connection: ConnectionView) {
    if (checking === connection.id) return looking.current?.abort();
    looking.current?.abort();
    const stop = new AbortController();
    looking.current = stop;
    setChecking(connection.id);
    try {
      const request = { method: "POST" as const, signal: stop.signal };
      const { detail } = await ask(checkedShape, `${pathOf(connection)}/check`, request);
      toast({ text: `${calledOf(connection)}: ${detail}` });
      changed();
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      if (looking.current === stop) setChecking(undefined);
    }
  }

  async function leave(connection: ConnectionView) {
    const label = calledOf(connection);
    const uses = await ask(connectionUsesShape, `${pathOf(connection)}/uses`);
    const isMeant = await confirm({
      title: words.disconnectTitle(label, toolsOf(connection).name),
      detail: <Stops uses={uses} nothing={words.disconnectNothing} lead={words.stops} />,
      action: words.disconnect,
      danger: true,
    });
    if (!isMeant) return;
    const { detail } = await ask(disconnectedShape, pathOf(connection), { method: "DELETE" });
    toast({ text: words.disconnected(label, detail) });
    changed();
  }

  const actions: AccountActions = {
    reconnect: (connection) =>
      start(connection, `${pathOf(connection)}/reconnect`, undefined, !connection.inUse),
    allowRest: (connection) =>
      start(connection, "/api/connections", async () => {
        const { missing } = await ask(connectionUsesShape, `${pathOf(connection)}/uses`);
        const [first] = missing;
        if (!first) throw new Problem("gone", words.nothingMissing);
        const own = missing.filter(({ connector }) => connector === first.connector);
        return { connector: first.connector, scopes: [...new Set(own.map(({ scope }) => scope))] };
      }),
    addAnother: (connection) => {
      const [tool] = toolsOf(connection).tools;
      if (tool)
        start(connection, "/api/connections", () => ({ connector: tool.id, beside: true }), true);
    },
    check: (connection) => void doIt(connection, () => look(connection)),
    disconnect: (connection) => void doIt(connection, () => leave(connection)),
    rename: setNamed,
    makeDefault: (connection) =>
      void doIt(connection, async () => {
        const request = { method: "PATCH" as const, body: { default: true } };
        const { provider, name } = await ask(connectionShape, pathOf(connection), request);
        toast({ text: words.madeDefault(`${provider}:${name}`) });
        changed();
      }),
  };

  /** The sign-in under way was decided. */
  function signedIn({ status, accountLabel = "", detail }: ConnectionRequestView) {
    end();
    if (status === "skipped") return toast({ text: words.stopped });
    toast({ text: detail ?? endOf(about, accountLabel) });
    changed();
  }

  return {
    actions,
    checking,
    signedIn,
    /** The account that is being renamed. */
    renaming: named && {
      connection: named,
      close: () => setNamed(undefined),
      renamed(to: string) {
        setNamed(undefined);
        toast({ text: words.renamed(to) });
        changed();
      },
    },
    of: (id: string) => ({
      signIn: about?.id === id ? signIn : undefined,
      problem: about?.id === id ? (failed ?? notBegun) : undefined,
    }),
  };
}
