import { type FormEvent, useState } from "react";
import { type AccountUse, type FunctionView, functionShape } from "../../src/contract/function.ts";
import { useTools } from "../connections/use-tools.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { functionAccountWords as words } from "../words/function-accounts.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import type { AccountRow } from "./account-rows.ts";
import { AccountChoice } from "./account-choice.tsx";
import "./choose-account.css";

interface ChooseAccountProps {
  readonly current: FunctionView;
  readonly row: AccountRow;
  readonly close: () => void;
  readonly changed: (current: FunctionView) => void;
  readonly reload: () => void;
}

/** Gives what a function does with a tool, or a part of it, another account: as its next version. */
export default function ChooseAccount({
  current,
  row,
  close,
  changed,
  reload,
}: ChooseAccountProps) {
  const { provider } = row;
  const all = (current.accounts ?? []).filter((one) => one.provider === provider);
  const { toolNames } = useTools()({ provider, connectors: all.map(({ connector }) => connector) });
  const [steps, setSteps] = useState(() => row.uses.flatMap(({ step }) => step ?? []));
  const [account, setAccount] = useState(row.account ?? null);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const toast = useToast();
  const path = `/api/functions/${encodeURIComponent(current.name)}`;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { accounts: Object.fromEntries(steps.map((step) => [step, account])) };
      const request = { method: "PATCH" as const, body, ifMatch: current.etag };
      const saved = await ask(functionShape, `${path}/accounts`, request);
      if (saved.version !== current.version)
        toast({
          text: words.saved(saved.version),
          way: { label: words.undo, go: () => void undo() },
        });
      changed(saved);
      close();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }

  async function undo() {
    try {
      const body = { version: current.version };
      changed(await ask(functionShape, `${path}/restore`, { method: "POST", body }));
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }

  return (
    <Dialog title={words.title(toolNames)} close={close}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        {all.length > 1 && <Steps uses={all} chosen={steps} choose={setSteps} />}
        <AccountChoice
          provider={provider}
          connected={new Set(all.flatMap(({ now }) => now?.name ?? []))}
          before={row.account}
          value={account}
          choose={setAccount}
        />
        {problem && (
          <Failure
            detail={problem.message}
            {...(problem.code === "function/changed"
              ? {
                  way: {
                    label: words.again,
                    go() {
                      reload();
                      close();
                    },
                  },
                }
              : {})}
          />
        )}
        <div className="dialog-ways">
          <Button type="submit" look="primary" disabled={isBusy || steps.length === 0}>
            {words.use}
          </Button>
          <Button onClick={close}>{strings.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

interface StepsProps {
  readonly uses: readonly AccountUse[];
  readonly chosen: readonly string[];
  readonly choose: (steps: string[]) => void;
}

/** Which of several calls of a tool take the account. */
function Steps({ uses, chosen, choose }: StepsProps) {
  return (
    <fieldset className="choose-steps">
      <legend>{words.which}</legend>
      {uses.flatMap(({ step, title }) =>
        step === undefined ? (
          []
        ) : (
          <label key={step}>
            <input
              type="checkbox"
              checked={chosen.includes(step)}
              onChange={({ target }) =>
                choose(
                  target.checked ? [...chosen, step] : chosen.filter((other) => other !== step),
                )
              }
            />
            {step === "trigger" ? words.startOf(title) : words.stepOf(title, step)}
          </label>
        ),
      )}
      {chosen.length === 0 && <p role="status">{words.noSteps}</p>}
    </fieldset>
  );
}
