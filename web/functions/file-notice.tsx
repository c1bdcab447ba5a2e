import type { FunctionView } from "../../src/contract/function.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Findings } from "./findings.tsx";

const words = strings.file;

interface FileNoticeProps {
  readonly file: NonNullable<FunctionView["file"]>;
  readonly version: number;
  readonly open: () => void;
}

/** The file on disk holds text that is not saved. */
export function FileNotice({ file: { status, problems }, version, open }: FileNoticeProps) {
  return (
    <Notice title={words.title} ways={<Button onClick={open}>{words.open}</Button>}>
      <p>{words[status](version)}</p>
      <Findings findings={problems} />
    </Notice>
  );
}
