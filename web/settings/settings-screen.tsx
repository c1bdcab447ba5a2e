import { useEffect } from "react";
import { settingsWords } from "../words/settings.ts";
import { Page } from "../ui/page.tsx";
import { AboutSection } from "./about-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { DataSection } from "./data-section.tsx";
import { KeysSection } from "./keys-section.tsx";
import { ModelSection } from "./model-section.tsx";
import { ProvidersSection } from "./providers-section.tsx";
import "./settings-screen.css";

const words = settingsWords;
const sections = ["model", "providers", "keys", "appearance", "data", "about"] as const;

/** All settings, one part below the other. */
export default function SettingsScreen() {
  useEffect(() => {
    // The part of the address is there only now that the screen is.
    document.querySelector(location.hash || "#none")?.scrollIntoView();
  }, []);
  return (
    <Page title={words.title} lead={words.lead}>
      <nav className="settings-parts" aria-label={words.parts}>
        {sections.map((section) => (
          <a key={section} href={`#${section}`}>
            {words.sections[section]}
          </a>
        ))}
      </nav>
      <ModelSection />
      <ProvidersSection />
      <KeysSection />
      <AppearanceSection />
      <DataSection />
      <AboutSection />
    </Page>
  );
}
