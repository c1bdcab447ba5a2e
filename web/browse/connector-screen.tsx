import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

export default function ConnectorScreen(_: { readonly id: string }) {
  return <Page title={strings.shell.browse}>{null}</Page>;
}
