import { type ProviderSummary, providerListShape } from "../../src/contract/settings.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { Chip } from "../ui/chip.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { Section } from "./section.tsx";

const words = settingsWords.providers;

/** Which providers are the real ones. */
export function ProvidersSection() {
  const { loaded, reload } = useGet(providerListShape, "/api/settings/providers");
  return (
    <Section id="providers" title={settingsWords.sections.providers} lead={words.lead}>
      {loaded.status === "loading" && <Loading lines={7} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <div className="settings-rows">
          {loaded.value.providers.map((provider) => (
            <Row key={provider.id} provider={provider} />
          ))}
        </div>
      )}
    </Section>
  );
}

function Row({ provider }: { readonly provider: ProviderSummary }) {
  const { id, name, mode, connected, kept } = provider;
  return (
    <Link className="settings-row" href={paths.provider(id)}>
      <span className="settings-name">{name}</span>
      <span className="settings-note">
        {words.accounts(connected)}
        {kept > 0 && ` · ${words.kept(kept, mode)}`}
      </span>
      <Chip tone={mode === "live" ? "good" : "neutral"}>{words[mode]}</Chip>
    </Link>
  );
}
