import type { ReactNode } from 'react';
import type { BarProps } from './bar-props.ts';
import { Field } from './control-field.tsx';
import { texts } from './texts.ts';

/** Who asks: the caller, and what goes with that caller: a case, or a student's consents. */
export function CallerFields(props: BarProps): ReactNode {
  const { controls, choice, onChoice, language } = props;
  const caller = controls.callers.find(({ key }) => key === choice.caller);
  return (
    <>
      <Field label={texts.caller[language]} hint={caller?.about[language] ?? ''}>
        {({ id, hintId }) => (
          <select
            id={id}
            aria-describedby={hintId}
            value={choice.caller}
            onChange={({ target }) => onChoice({ ...choice, caller: target.value })}
          >
            {controls.callers.map(({ key, title }) => (
              <option key={key} value={key}>
                {title[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choice.caller === 'student' ? <Consents {...props} /> : <Case {...props} needed={caller?.needsCase} />}
    </>
  );
}

function Case({
  choice,
  onChoice,
  language,
  needed = false,
}: BarProps & { readonly needed: boolean | undefined }): ReactNode {
  return (
    <Field label={texts.caseReference[language]}>
      {({ id }) => (
        <input
          id={id}
          disabled={!needed}
          maxLength={100}
          autoComplete="off"
          placeholder={needed ? texts.ownCase[language] : ''}
          value={needed ? choice.caseReference : ''}
          onChange={({ target }) => onChoice({ ...choice, caseReference: target.value })}
        />
      )}
    </Field>
  );
}

function Consents({ controls, choice, onChoice, language }: BarProps): ReactNode {
  const { consents } = choice;
  return (
    <fieldset className="consents">
      <legend>{texts.consents[language]}</legend>
      {controls.consentRegistries.map(({ key, title }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={consents.includes(key)}
            onChange={({ target }) => {
              const others = consents.filter((one) => one !== key);
              onChoice({ ...choice, consents: target.checked ? [...others, key] : others });
            }}
          />
          {title[language]}
        </label>
      ))}
    </fieldset>
  );
}
