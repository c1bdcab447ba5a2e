import { chatWords as words } from "../words/chat.ts";
import { IconButton } from "../ui/icon-button.tsx";
import "./jump-to-end.css";

/** Back to the newest, for who scrolled up. */
export function JumpToEnd({ jump }: { readonly jump: () => void }) {
  return (
    <div className="jump-to-end">
      <IconButton icon="descending" label={words.toEnd} title={words.toEnd} onClick={jump} />
    </div>
  );
}
