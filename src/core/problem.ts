import { type PatchbayError, errorCodes } from "./errors.ts";
import { redact } from "./redact.ts";

/** Problem details, RFC 9457; `type` ends in the code of the error table. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Field, or step and field; and the further members that an error brings. */
  readonly [member: string]: unknown;
}

/** An error of the table as problem details. */
export function problemDetails({ code, message, where, extra }: PatchbayError): Problem {
  const { status, title } = errorCodes[code];
  return {
    ...extra,
    type: `urn:patchbay:${code}`,
    title,
    status,
    detail: redact(message),
    ...(where === undefined ? {} : { where }),
  };
}
