import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

export default function SecretsScreen() {
  return <Page title={strings.shell.secrets}>{null}</Page>;
}
