import { type ReactNode, createContext, use, useState } from "react";
import { usePath } from "../router.tsx";
import { strings } from "../words/strings.ts";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import "./toast.css";

interface Toast {
  readonly text: string;
  /** What takes it back. */
  readonly way?: { readonly label: string; readonly go: () => void };
}

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/**
 * Shows what was just done, until it is closed, taken back or followed by another; what cannot be
 * taken back goes with the screen it was done on.
 */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const path = usePath();
  const [seenAt, setSeenAt] = useState(path);
  if (seenAt !== path) {
    setSeenAt(path);
    if (!toast?.way) setToast(undefined);
  }
  const close = () => setToast(undefined);
  function takeBack() {
    close();
    toast?.way?.go();
  }
  return (
    <ToastContext value={setToast}>
      {children}
      <div className="toast-place" role="status">
        {toast && (
          <div className="toast">
            <p>{toast.text}</p>
            {toast.way && <Button onClick={takeBack}>{toast.way.label}</Button>}
            <IconButton icon="close" label={strings.close} onClick={close} />
          </div>
        )}
      </div>
    </ToastContext>
  );
}

/** Shows a toast. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext);
}
