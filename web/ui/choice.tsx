import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import "./choice.css";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choose: (value: Value) => void;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly note?: ReactNode;
  }[];
}

/** A few things of which one is chosen, each with a word about it; arrow keys move between them. */
export function Choice<Value extends string>({
  label,
  value,
  choose,
  options,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <RadioGroup
      className="cards"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option) choose(option.value);
      }}
    >
      {options.map((option) => (
        <label key={option.value} className="card-option">
          <Radio.Root
            className="card-radio"
            value={option.value}
            aria-labelledby={`${id}-${option.value}`}
            {...(option.note ? { "aria-describedby": `${id}-${option.value}-note` } : {})}
          >
            <Radio.Indicator className="card-mark" />
          </Radio.Root>
          <span>
            <span id={`${id}-${option.value}`} className="card-label">
              {option.label}
            </span>
            {option.note && (
              <span id={`${id}-${option.value}-note`} className="card-note">
                {option.note}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}
