/** How a call ends that Slack answers with `ok: false`: its code, and what it says besides. */
export class Refusal extends Error {
  readonly code: string;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.fields = fields;
  }
}

export function refuse(code: string, fields: Readonly<Record<string, unknown>> = {}): never {
  throw new Refusal(code, fields);
}
