import type { AuditVerified } from "../../src/contract/audit.ts";
import { auditWords as words } from "../words/audit.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { Icon } from "../ui/icon.tsx";
import "../settings/section.css";

/** Whether an entry was changed or taken away, and what to note so that an end cut off would show. */
export function ChainCheck({ found }: { readonly found: AuditVerified }) {
  const isWhole = found.status === "whole";
  return (
    <div className="settings-box">
      <p className="settings-outcome" role="status" data-tone={isWhole ? "good" : "danger"}>
        <Icon name={isWhole ? "check" : "alert"} />
        <span>{words.checked(found)}</span>
      </p>
      {isWhole && (
        <>
          <CopyField label={words.head} text={found.head} />
          <p className="settings-note">{words.headNote}</p>
        </>
      )}
    </div>
  );
}
