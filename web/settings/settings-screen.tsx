import { Suspense, lazy, useEffect } from "react";
import { useMay } from "../data/rights.ts";
import { useServer } from "../data/server.tsx";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { settingsWords } from "../words/settings.ts";
import { Page } from "../ui/page.tsx";
import { Loading } from "../ui/states.tsx";
import { AboutSection } from "./about-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { DataSection } from "./data-section.tsx";
import { KeysSection } from "./keys-section.tsx";
import { ModelSection } from "./model-section.tsx";
import { ProvidersSection } from "./providers-section.tsx";
import { Section } from "./section.tsx";
import "./settings-screen.css";

const words = settingsWords;
/** For owners; with sign-in the others have what is their own. */
const forOwners = ["model", "providers", "members", "connect-sites", "audit", "encryption", "data"];
const sections = [
  "model",
  "providers",
  "workspace",
  "members",
  "keys",
  "connect-sites",
  "account",
  "audit",
  "encryption",
  "appearance",
  "data",
  "about",
] as const;
const MembersSection = lazy(() => import("./members-section.tsx"));
const WorkspaceSection = lazy(() => import("./workspace-section.tsx"));
const ConnectSitesSection = lazy(() => import("./connect-sites-section.tsx"));
const EncryptionSection = lazy(() => import("./encryption-section.tsx"));
const AccountSection = lazy(() => import("./account-section.tsx"));

/** All settings, one part below the other. */
export default function SettingsScreen() {
  const { me } = useServer();
  const manages = useMay("manage");
  const hasMembers = me.status === "ready" && me.value.needsSignIn;
  const shown = sections.filter(
    (one) =>
      (manages || !forOwners.includes(one)) &&
      (hasMembers || (one !== "members" && one !== "account")),
  );
  // Until then it is not known which parts would be refused.
  const isKnown = me.status !== "loading";
  useEffect(() => {
    // The part of the address is there only now that the screen is.
    if (isKnown) document.querySelector(location.hash || "#none")?.scrollIntoView();
  }, [isKnown]);
  if (!isKnown)
    return (
      <Page title={words.title}>
        <Loading lines={8} />
      </Page>
    );
  return (
    <Page title={words.title} lead={manages ? words.lead : words.ownersOnly}>
      <nav className="settings-parts" aria-label={words.parts}>
        {shown.map((section) => (
          <a key={section} href={`#${section}`}>
            {words.sections[section]}
          </a>
        ))}
      </nav>
      {manages && <ModelSection />}
      {manages && <ProvidersSection />}
      <Suspense fallback={<Loading />}>
        <WorkspaceSection />
      </Suspense>
      <Suspense fallback={<Loading />}>{manages && hasMembers && <MembersSection />}</Suspense>
      <KeysSection />
      <Suspense fallback={<Loading />}>{manages && <ConnectSitesSection />}</Suspense>
      <Suspense fallback={<Loading />}>{hasMembers && <AccountSection />}</Suspense>
      {manages && <AuditPart />}
      <Suspense fallback={<Loading />}>{manages && <EncryptionSection />}</Suspense>
      <AppearanceSection />
      {manages && <DataSection />}
      <AboutSection />
    </Page>
  );
}

/** The log has a screen of its own: it may be long. */
function AuditPart() {
  return (
    <Section
      id="audit"
      title={settingsWords.sections.audit}
      lead={words.auditLead}
      actions={
        <Link className="button button-plain" href={paths.audit}>
          {words.openAudit}
        </Link>
      }
    >
      {null}
    </Section>
  );
}
