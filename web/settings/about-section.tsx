import { under } from "../base.ts";
import { useServer } from "../data/server.tsx";
import { Loading } from "../ui/states.tsx";
import { settingsWords } from "../words/settings.ts";
import { Section } from "./section.tsx";

const words = settingsWords.about;

/** What this is, and where more of it is written. */
export function AboutSection() {
  const { status } = useServer();
  return (
    <Section id="about" title={settingsWords.sections.about}>
      {status.status === "loading" && <Loading lines={1} />}
      {status.status === "ready" && <p>{words.version(status.value.version)}</p>}
      <div className="settings-rows">
        <a className="settings-row" href={under("/docs")}>
          <span className="settings-name">{words.api}</span>
          <span className="settings-note">{words.apiNote}</span>
        </a>
        <a className="settings-row" href={under("/openapi.json")}>
          <span className="settings-name">{words.openapi}</span>
          <span className="settings-note">/openapi.json</span>
        </a>
        <a className="settings-row" href={under("/docs/readme")}>
          <span className="settings-name">{words.readme}</span>
          <span className="settings-note">{words.readmeNote}</span>
        </a>
      </div>
    </Section>
  );
}
