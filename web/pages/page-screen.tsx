import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

export default function PageScreen(_: { readonly slug: string }) {
  return <Page title={strings.shell.page}>{null}</Page>;
}
