import type { ModelSettingView } from "../../src/contract/settings.ts";
import { settingsWords } from "../words/settings.ts";
import { ModelTester } from "./model-tester.tsx";

const words = settingsWords.model;

/** The model where the environment decides it: to be seen and tried, not changed. */
export function FixedModel({ setting }: { readonly setting: ModelSettingView }) {
  const { id, api, baseUrl, setBy } = setting;
  return (
    <div className="settings-box">
      <p>
        <strong>{words.current}:</strong> {id ?? words.kinds.builtin.label}
        {baseUrl !== undefined && (
          <>
            {" · "}
            <code>{baseUrl}</code>
          </>
        )}
      </p>
      <p className="settings-note">{settingsWords.setBy(setBy)}</p>
      {id !== undefined && api !== undefined && (
        <ModelTester
          given={() => ({ kind: "hosted", id, api, ...(baseUrl === undefined ? {} : { baseUrl }) })}
        />
      )}
    </div>
  );
}
