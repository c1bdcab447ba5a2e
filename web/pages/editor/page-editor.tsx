import type { PageTab } from "../../routes.ts";
import { strings } from "../../words/strings.ts";
import { Page } from "../../ui/page.tsx";

export default function PageEditor(_: { readonly slug: string; readonly tab: PageTab }) {
  return <Page title={strings.shell.page}>{null}</Page>;
}
