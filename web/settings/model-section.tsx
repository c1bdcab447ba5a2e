import { modelSettingShape } from "../../src/contract/settings.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { FixedModel } from "./fixed-model.tsx";
import { ModelForm } from "./model-form.tsx";
import { Section } from "./section.tsx";

const words = settingsWords.model;

/** Who answers in the chats. */
export function ModelSection() {
  const { loaded, reload, set } = useGet(modelSettingShape, "/api/settings/model");
  const { reloadStatus } = useServer();
  const toast = useToast();
  return (
    <Section id="model" title={settingsWords.sections.model} lead={words.lead}>
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && loaded.value.problem !== undefined && (
        <Failure detail={loaded.value.problem} />
      )}
      {loaded.status === "ready" &&
        (loaded.value.setBy.length > 0 ? (
          <FixedModel setting={loaded.value} />
        ) : (
          <ModelForm
            setting={loaded.value}
            saved={(setting) => {
              set(setting);
              reloadStatus();
              toast({ text: setting.id ? words.saved(setting.id) : words.savedBuiltin });
            }}
          />
        ))}
    </Section>
  );
}
