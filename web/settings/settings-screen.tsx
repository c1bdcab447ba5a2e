import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

export default function SettingsScreen() {
  return <Page title={strings.shell.settings}>{null}</Page>;
}
