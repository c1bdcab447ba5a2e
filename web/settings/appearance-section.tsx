import { useState } from "react";
import { Choice } from "../ui/choice.tsx";
import { settingsWords } from "../words/settings.ts";
import { Section } from "./section.tsx";
import { chooseTheme, chosenTheme, themes } from "./theme.ts";

const words = settingsWords.appearance;

/** Light or dark. */
export function AppearanceSection() {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <Section id="appearance" title={settingsWords.sections.appearance} lead={words.lead}>
      <Choice
        label={words.theme}
        value={theme}
        choose={(chosen) => {
          chooseTheme(chosen);
          setTheme(chosen);
        }}
        options={themes.map((value) => ({ value, ...words.themes[value] }))}
      />
    </Section>
  );
}
