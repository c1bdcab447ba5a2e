import { useEffect, useState } from "react";
import { offeredPasskey } from "./passkeys.ts";

/** The server forgets after five minutes what a passkey is to sign. */
const offerLastsMs = 4 * 60_000;

/**
 * While it is on, the browser offers passkeys where the account's name is typed, and `chosen` gets the
 * one that is picked. A browser has one such request at a time: it is off while another way is tried.
 */
export function usePasskeyOffer(
  isOn: boolean,
  chosen: (credential: PublicKeyCredential) => void,
): void {
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isOn) return undefined;
    const end = new AbortController();
    const again = setTimeout(() => setRound((last) => last + 1), offerLastsMs);
    async function offer() {
      const credential = await offeredPasskey(end.signal);
      if (credential && !end.signal.aborted) chosen(credential);
    }
    void offer();
    return () => {
      clearTimeout(again);
      end.abort();
    };
  }, [isOn, round]);
}
