import { problemOf } from "../data/problem.ts";
import { useConfirm } from "../ui/confirm.tsx";
import { settingsWords } from "../words/settings.ts";

const words = settingsWords.model;

type Allowance = { readonly allowPrivateNetwork?: true };

/** Does what may need a person's word for a private address: asks for it where the server says so, and does it again. */
export function useAllowed(confirmed: () => void = () => {}) {
  const confirm = useConfirm();
  return async function allowed<Value>(
    act: (allow: Allowance) => Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      return await act({});
    } catch (error) {
      const { code, message } = problemOf(error);
      if (code !== "settings/private-network") throw error;
      const yes = await confirm({ title: words.allowTitle, detail: message, action: words.allow });
      if (!yes) return undefined;
      confirmed();
      return act({ allowPrivateNetwork: true });
    }
  };
}
