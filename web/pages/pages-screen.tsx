import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

export default function PagesScreen() {
  return <Page title={strings.shell.pages}>{null}</Page>;
}
