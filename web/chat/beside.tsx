import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, useId, useState } from "react";
import type { ChatAbout } from "../../src/contract/chat.ts";
import { useRemembered } from "../data/remembered.ts";
import { useMedia } from "../data/use-media.ts";
import { besideWords as words } from "../words/chat.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Resizer } from "../ui/resizer.tsx";
import { BesideChat } from "./beside-chat.tsx";
import "./beside.css";

interface BesideProps {
  /** What is shown, and what the chat beside it changes. */
  readonly about: ChatAbout;
  /** Told when an answer may have changed it, so that it is loaded again. */
  readonly changed: () => void;
  readonly children: ReactNode;
}

const usualWidth = 400;
const leastWidth = 320;
const mostWidth = 760;

/** What is shown on one side, a chat about it on the other; over it where there is no room for both. */
export function Beside({ about, changed, children }: BesideProps) {
  const Chat = useMedia("(max-width: 60rem)") ? Over : Aside;
  // What is shown keeps its place in the tree, and with it what was typed, when the window changes.
  return (
    <div className="beside">
      <div className="beside-main" data-scroll>
        {children}
      </div>
      <Chat about={about} changed={changed} />
    </div>
  );
}

type ChatProps = Omit<BesideProps, "children">;

function Aside({ about, changed }: ChatProps) {
  const [isOpen, setOpen] = useRemembered("beside", (kept) =>
    kept === null ? matchMedia("(min-width: 90rem)").matches : kept === "true",
  );
  const [width, setWidth] = useRemembered("beside-width", readWidth);
  // Who opens it wants to write; who finds it open may not.
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  if (!isOpen) {
    const open = () => {
      setAsked(true);
      setOpen(true);
    };
    return (
      <div className="beside-rail">
        <IconButton icon="chat" label={words.open} title={words.open} onClick={open} />
      </div>
    );
  }
  return (
    <>
      <Resizer
        label={words.resize}
        controls={id}
        width={width}
        least={leastWidth}
        most={mostWidth}
        change={setWidth}
        reset={() => setWidth(usualWidth)}
      />
      <aside id={id} className="beside-chat" style={{ width }} aria-label={words.title(about)}>
        <BesideChat
          key={`${about.kind} ${about.name}`}
          about={about}
          changed={changed}
          focus={isAsked}
          close={
            <IconButton
              icon="close"
              label={words.close}
              title={words.close}
              onClick={() => setOpen(false)}
            />
          }
        />
      </aside>
    </>
  );
}

function readWidth(kept: string | null): number {
  const width = Number(kept ?? usualWidth);
  return width >= leastWidth && width <= mostWidth ? width : usualWidth;
}

/** Kept while it is closed, so that an answer goes on. */
function Over({ about, changed }: ChatProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Dialog.Root open={isOpen} onOpenChange={setOpen}>
        <Dialog.Trigger
          render={
            <Button look="primary" className="beside-open">
              <Icon name="chat" />
              {words.heading}
            </Button>
          }
        />
        <Dialog.Portal keepMounted>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="beside-sheet" aria-label={words.title(about)}>
            <BesideChat
              key={`${about.kind} ${about.name}`}
              about={about}
              changed={changed}
              focus={false}
              close={
                <Dialog.Close className="icon-button" aria-label={words.close} title={words.close}>
                  <Icon name="close" />
                </Dialog.Close>
              }
            />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
