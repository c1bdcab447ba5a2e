import { versionDiffShape } from "../../../src/contract/function.ts";
import { Patch } from "../../functions/patch.tsx";
import { useGet } from "../../data/use-get.ts";
import { functionCardWords as words } from "../../words/chat.ts";
import { strings } from "../../words/strings.ts";
import { Failure, Loading } from "../../ui/states.tsx";

interface WhatChangedProps {
  readonly name: string;
  readonly version: number;
}

/** The code of a version against the one before it. */
export default function WhatChanged({ name, version }: WhatChangedProps) {
  const path = `/api/functions/${encodeURIComponent(name)}/diff?from=${version - 1}&to=${version}`;
  const { loaded, reload } = useGet(versionDiffShape, path);
  if (loaded.status === "loading") return <Loading lines={3} />;
  if (loaded.status === "failed")
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  const { patch } = loaded.value;
  return patch === "" ? <p>{words.sameCode}</p> : <Patch patch={patch} label={words.changes} />;
}
