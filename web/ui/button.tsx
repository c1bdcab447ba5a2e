import type { ComponentPropsWithRef, ReactNode } from "react";
import "./button.css";

interface ButtonProps extends ComponentPropsWithRef<"button"> {
  /** `quiet` where another button is the way on. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly children: ReactNode;
}

/** A button in one of four looks. */
export function Button({ look = "plain", className = "", ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={`button button-${look} ${className}`} />;
}
