import type { PermissionChangeView } from "../../../src/contract/permission.ts";
import { strings } from "../../words/strings.ts";
import "./changes.css";

/** What the changed function needs more and less than before. */
export function Changes({
  changes: { added, removed },
}: {
  readonly changes: PermissionChangeView;
}) {
  const words = strings.tools.proposeFlow;
  // The same permission of another account is not the same.
  const isNamed = [...added, ...removed].some(({ account }) => account !== undefined);
  const sentences = (some: PermissionChangeView["removed"]) =>
    some
      .map(({ sentence, account }) => (isNamed ? words.ofAccount(sentence, account) : sentence))
      .join("; ");
  return (
    <>
      {added.length > 0 && <p className="permission-change">{words.added(sentences(added))}</p>}
      {removed.length > 0 && (
        <p className="permission-change">{words.removed(sentences(removed))}</p>
      )}
    </>
  );
}
