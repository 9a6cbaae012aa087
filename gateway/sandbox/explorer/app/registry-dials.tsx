import { type ReactNode, useState } from 'react';
import type { Language } from '../../language.ts';
import { Field } from './control-field.tsx';
import { type RegistryDial, turnDial } from './controls.ts';
import { type Dial, dials } from './dials.ts';
import { dialTexts, texts } from './texts.ts';

/** What the dials show and tell. */
export interface DialsProps {
  readonly registries: readonly RegistryDial[];
  readonly language: Language;
  readonly onProblem: (problem: string | null) => void;
}

/** A dial for each registry: what it is turned to, the registry does for everybody from then on. */
export function RegistryDials({ registries, language, onProblem }: DialsProps): ReactNode {
  const [turned, setTurned] = useState<Readonly<Record<string, Dial>>>({});
  const turn = async (key: string, dial: Dial): Promise<void> => {
    try {
      await turnDial(key, dial);
      setTurned((before) => ({ ...before, [key]: dial }));
      onProblem(null);
    } catch {
      onProblem(texts.notTurned[language]);
    }
  };
  return (
    <fieldset className="dials">
      <legend>{texts.registries[language]}</legend>
      {registries.map(({ key, title, dial }) => {
        const now = turned[key] ?? dial ?? '';
        return (
          <Field key={key} label={title[language]}>
            {({ id }) => (
              <select
                id={id}
                data-dial={now}
                value={now}
                onChange={({ target }) => {
                  const chosen = dials.find((one) => one === target.value);
                  if (chosen !== undefined) void turn(key, chosen);
                }}
              >
                {now === '' && <option value="">{texts.otherDial[language]}</option>}
                {dials.map((one) => (
                  <option key={one} value={one}>
                    {dialTexts[one][language]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        );
      })}
    </fieldset>
  );
}
