import type { PageSpec } from "../../../src/contract/page-spec.ts";
import SideBySide from "../../ui/side-by-side.tsx";
import { writeSpec } from "./yaml.ts";

interface SpecDiffProps {
  readonly before: PageSpec;
  readonly after: PageSpec;
  readonly label: string;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** Two versions of a page as text, and what differs. */
export default function SpecDiff({ before, after, ...labels }: SpecDiffProps) {
  return (
    <SideBySide {...labels} before={writeSpec(before)} after={writeSpec(after)} language="yaml" />
  );
}
