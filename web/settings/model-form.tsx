import { type FormEvent, useState } from "react";
import {
  type HostedModelBody,
  type ModelApi,
  type ModelListBody,
  type ModelSettingView,
  modelListShape,
  modelSettingShape,
} from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { Suggest } from "../ui/suggest.tsx";
import { settingsWords } from "../words/settings.ts";
import { ModelTester } from "./model-tester.tsx";
import { useAllowed } from "./use-allowed.tsx";

const words = settingsWords.model;

type Kind = keyof typeof words.kinds;
const kinds = ["builtin", "openai", "compatible"] as const satisfies readonly Kind[];
const apis = ["responses", "chat"] as const satisfies readonly ModelApi[];

interface ModelFormProps {
  readonly setting: ModelSettingView;
  readonly saved: (setting: ModelSettingView) => void;
}

/** Chooses the model. The key that is kept is not in it: a new one replaces it. */
export function ModelForm({ setting, saved }: ModelFormProps) {
  const [kind, setKind] = useState<Kind>(kindOf(setting));
  const [baseUrl, setBaseUrl] = useState(setting.baseUrl ?? "");
  const [api, setApi] = useState<ModelApi>(setting.api ?? "chat");
  const [id, setId] = useState(setting.id ?? "");
  const [key, setKey] = useState("");
  const [models, setModels] = useState<readonly string[]>([]);
  const { busy, problem, run } = useAction();
  const [allowedOrigin, setAllowedOrigin] = useState<string>();
  const confirmed = () => setAllowedOrigin(originOf(baseUrl));
  const allowed = useAllowed(confirmed);

  const isKept = setting.hasKey && kind === kindOf(setting) && sameOrigin(baseUrl, setting.baseUrl);

  /** The server as it stands in the form; undefined while its address is not one. */
  function server(): ModelListBody | undefined {
    const own = key.trim() === "" ? {} : { key: key.trim() };
    if (kind === "openai") return { kind: "hosted", api: "responses", ...own };
    const origin = originOf(baseUrl.trim());
    if (kind === "builtin" || origin === undefined) return undefined;
    const allow = origin === allowedOrigin ? { allowPrivateNetwork: true as const } : {};
    return { kind: "hosted", api, baseUrl: baseUrl.trim(), ...own, ...allow };
  }

  function given(): HostedModelBody | undefined {
    const from = server();
    return from && id.trim() !== "" ? { ...from, id: id.trim() } : undefined;
  }

  /** A help for typing: where it does not come, the id is typed. */
  async function list() {
    const from = server();
    if (!from) return;
    const path = "/api/settings/model/list";
    const answer = await ask(modelListShape, path, { method: "POST", body: from }).catch(
      () => undefined,
    );
    if (answer) setModels(answer.models);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = kind === "builtin" ? { kind } : given();
    if (!wanted) return;
    void run(async (signal) => {
      const answer = await allowed((allow) =>
        ask(modelSettingShape, "/api/settings/model", {
          method: "PUT",
          body: { ...wanted, ...(wanted.kind === "builtin" ? {} : allow) },
          signal,
        }),
      );
      if (!answer) return;
      setKey("");
      saved(answer);
    });
  }

  return (
    <form className="settings-box" onSubmit={submit}>
      <Choice
        label={words.who}
        value={kind}
        choose={(chosen) => {
          setKind(chosen);
          setModels([]);
        }}
        options={kinds.map((value) => ({ value, ...words.kinds[value] }))}
      />
      {kind === "compatible" && (
        <div className="settings-fields">
          <Field label={words.baseUrl} note={words.baseUrlNote}>
            {(control) => (
              <input
                {...control}
                type="url"
                required
                value={baseUrl}
                placeholder={words.baseUrlExample}
                spellCheck={false}
                onChange={({ target }) => setBaseUrl(target.value)}
              />
            )}
          </Field>
          <Field label={words.api} note={words.apiNote}>
            {(control) => (
              <select
                {...control}
                value={api}
                onChange={({ target }) =>
                  setApi(apis.find((one) => one === target.value) ?? "chat")
                }
              >
                {apis.map((one) => (
                  <option key={one} value={one}>
                    {words.apis[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      {kind !== "builtin" && (
        <div className="settings-fields">
          <Field
            label={words.key}
            note={
              isKept
                ? words.keyKept(setting.keyEnds)
                : kind === "openai"
                  ? words.keyNew
                  : words.keyOptional
            }
          >
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="off"
                required={kind === "openai" && !isKept}
                value={key}
                onChange={({ target }) => setKey(target.value)}
              />
            )}
          </Field>
          <Field label={words.id} note={words.idNote}>
            {(control) => (
              <Suggest
                control={control}
                value={id}
                change={setId}
                options={models}
                required
                placeholder={kind === "openai" ? words.idExample : ""}
                focused={() => void list()}
              />
            )}
          </Field>
        </div>
      )}
      {problem && <Failure detail={problem.message} />}
      {kind === "builtin" ? (
        <div className="settings-buttons">
          <SaveButton busy={busy} />
        </div>
      ) : (
        <ModelTester key={kind} given={given} confirmed={confirmed}>
          <SaveButton busy={busy} />
        </ModelTester>
      )}
    </form>
  );
}

function SaveButton({ busy }: { readonly busy: boolean }) {
  return (
    <Button type="submit" look="primary" disabled={busy}>
      {words.save}
    </Button>
  );
}

function kindOf({ kind, baseUrl }: ModelSettingView): Kind {
  if (kind === "builtin") return "builtin";
  return baseUrl === undefined ? "openai" : "compatible";
}

/** The server keeps a key for the server that it was entered for. */
function sameOrigin(typed: string, kept: string | undefined): boolean {
  if (kept === undefined) return true;
  return originOf(typed) === originOf(kept);
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
