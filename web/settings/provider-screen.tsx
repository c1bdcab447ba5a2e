import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

export default function ProviderScreen(_: { readonly id: string }) {
  return <Page title={strings.shell.provider}>{null}</Page>;
}
