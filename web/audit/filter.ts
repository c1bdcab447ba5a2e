import { type Act, type Outcome, actShape, outcomes } from "../../src/contract/audit.ts";

/** What the log is narrowed to. */
export interface AuditFilter {
  readonly act: Act | "";
  /** A principal or the id of a person, as the log has it. */
  readonly actor: string;
  readonly outcome: Outcome | "";
  /** Days where the reader is, as `2027-01-22`; both are in it. */
  readonly from: string;
  readonly to: string;
}

export const noFilter: AuditFilter = { act: "", actor: "", outcome: "", from: "", to: "" };

/** Reads it from an address, as `queryOf` writes it; what is no filter is left out. */
export function readFilter(query: string): AuditFilter {
  const given = new URLSearchParams(query);
  const day = (name: string) => {
    const text = given.get(name) ?? "";
    return Number.isNaN(dayStart(text).getTime()) ? "" : text;
  };
  return {
    act: actShape.safeParse(given.get("act")).data ?? "",
    actor: given.get("actor") ?? "",
    outcome: outcomes.find((one) => one === given.get("outcome")) ?? "",
    from: day("from"),
    to: day("to"),
  };
}

/** As it stands in the address of the screen. */
export function queryOf(filter: AuditFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
}

/** As the server is asked: days are moments to it, and the end is not in it. */
export function askedOf({ from, to, ...rest }: AuditFilter): URLSearchParams {
  const asked = queryOf({ ...rest, from: "", to: "" });
  if (from !== "") asked.set("from", dayStart(from).toISOString());
  if (to !== "") {
    const end = dayStart(to);
    end.setDate(end.getDate() + 1);
    asked.set("to", end.toISOString());
  }
  return asked;
}

const dayStart = (day: string): Date =>
  new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00:00` : Number.NaN);
