import { dataViewShape } from "../../src/contract/settings.ts";
import { useGet } from "../data/use-get.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { bytes } from "../ui/bytes.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { ArchivePart } from "./archive-part.tsx";
import { Section } from "./section.tsx";

const words = settingsWords.data;

/** Where everything is kept. */
export function DataSection() {
  const { loaded, reload } = useGet(dataViewShape, "/api/settings/data");
  return (
    <Section id="data" title={settingsWords.sections.data} lead={words.lead}>
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <dl className="settings-facts">
          <dt>{words.folder}</dt>
          <dd>
            <code>{loaded.value.folder}</code>
          </dd>
          <dt>{words.functions}</dt>
          <dd>
            <code>{loaded.value.functionsFolder}</code>
          </dd>
          <dt>{words.size}</dt>
          <dd>{bytes(loaded.value.bytes)}</dd>
          <dt>{words.encryption}</dt>
          <dd>{words.encryptionFrom(loaded.value.encryptionKey)}</dd>
          <dt>{words.retention}</dt>
          <dd>{words.days(loaded.value.runRetentionDays)}</dd>
          <dt>{words.address}</dt>
          <dd>{loaded.value.publicUrl}</dd>
        </dl>
      )}
      <ArchivePart />
    </Section>
  );
}
