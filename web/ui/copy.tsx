import { useState } from "react";
import { strings } from "../words/strings.ts";
import { Button } from "./button.tsx";
import "./copy.css";

/** Puts a text into the clipboard; not there where the browser has none, as without TLS. */
export function Copy({ text, of }: { readonly text: string; readonly of?: string }) {
  const [copied, setCopied] = useState("");
  if (!("clipboard" in navigator)) return null;
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  }
  const word = copied === text ? strings.copied : strings.copy;
  return (
    <Button
      className="copy"
      look="quiet"
      aria-label={of && `${word} ${of}`}
      onClick={() => void copy()}
    >
      {word}
    </Button>
  );
}
