import { useEffect, useId, useRef } from "react";
import { meShape, signInShape } from "../../src/contract/members.ts";
import { ask } from "../data/api.ts";
import { comeBack } from "../data/reach.ts";
import { useGet } from "../data/use-get.ts";
import { accessWords } from "../words/access.ts";
import { Loading } from "../ui/states.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import "../ui/dialog.css";
import "./access.css";

const words = accessWords.again;

/** Over the page whose session ended: all that was typed stays under it, and goes on afterwards. */
export default function SignInAgain() {
  const { loaded } = useGet(signInShape, "/api/sign-in");
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
    // It may have been done in another tab.
    const look = () => void goOn();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
  return (
    <dialog
      ref={box}
      className="access-again"
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id={id}>{words.title}</h2>
      <p>{words.lead}</p>
      {loaded.status === "ready" ? (
        <SignInForm ways={loaded.value} next="/" done={() => void goOn()} keepsPage />
      ) : (
        <Loading />
      )}
    </dialog>
  );
}

/** Whoever is let in again goes on where they were; what the page shows is loaded anew. */
async function goOn(): Promise<void> {
  const me = await ask(meShape, "/api/me").catch(() => undefined);
  if (me) comeBack();
}
