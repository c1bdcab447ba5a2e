import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";

/** Shown at an address that is none of the page. */
export function MissingScreen() {
  return (
    <Page title={strings.missing.title} lead={strings.missing.lead}>
      <p>
        <Link className="button button-plain" href={paths.newChat}>
          {strings.missing.back}
        </Link>
      </p>
    </Page>
  );
}
