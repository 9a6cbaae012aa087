import type { ReactNode } from 'react';
import type { BarProps } from './bar-props.ts';
import { CallerFields } from './caller-fields.tsx';
import { asksAboutPerson, withOperation } from './choice.ts';
import { Field } from './control-field.tsx';
import type { Operation } from './controls.ts';
import { RegistryDials } from './registry-dials.tsx';
import { texts } from './texts.ts';

/** The bar above the editor: which query, about whom, by whom, on which day, and how the registries behave. */
export function ControlBar({
  onProblem,
  children,
  ...props
}: BarProps & {
  readonly onProblem: (problem: string | null) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { controls, choice, onChoice, language } = props;
  return (
    <section className="controls" aria-label={texts.choices[language]}>
      <div className="choices">
        <OperationField {...props} />
        <PersonField {...props} />
        <CallerFields {...props} />
        <Field label={texts.today[language]}>
          {({ id }) => (
            <input
              id={id}
              type="date"
              required
              value={choice.today}
              onChange={({ target }) => onChoice({ ...choice, today: target.value || controls.today })}
            />
          )}
        </Field>
        {children}
      </div>
      <RegistryDials registries={controls.registries} language={language} onProblem={onProblem} />
    </section>
  );
}

function OperationField({ controls, choice, onChoice, language }: BarProps): ReactNode {
  const chosen = controls.operations.find(({ key }) => key === choice.operation);
  const choose = (key: string): void => {
    const operation = controls.operations.find((one) => one.key === key);
    if (operation !== undefined) onChoice(withOperation(choice, operation));
  };
  const isFlow = ({ key }: Operation): boolean => key.startsWith('flow-');
  const options = (operations: readonly Operation[]): ReactNode =>
    operations.map(({ key, title }) => (
      <option key={key} value={key}>
        {title[language]}
      </option>
    ));
  return (
    <Field label={texts.operation[language]} hint={chosen?.about[language] ?? ''}>
      {({ id, hintId }) => (
        <select
          id={id}
          aria-describedby={hintId}
          value={choice.operation}
          onChange={({ target }) => choose(target.value)}
        >
          <optgroup label={texts.tasks[language]}>
            {options(controls.operations.filter((one) => !isFlow(one)))}
          </optgroup>
          <optgroup label={texts.flows[language]}>{options(controls.operations.filter(isFlow))}</optgroup>
        </select>
      )}
    </Field>
  );
}

function PersonField({ controls, choice, onChoice, language }: BarProps): ReactNode {
  const operation = controls.operations.find(({ key }) => key === choice.operation);
  const matters = choice.caller === 'student' || operation === undefined || asksAboutPerson(operation);
  const person = controls.people.find(({ key }) => key === choice.person);
  const hint = matters ? person?.story[language] : texts.notAboutPerson[language];
  return (
    <Field label={texts.person[language]} hint={hint ?? ''}>
      {({ id, hintId }) => (
        <select
          id={id}
          aria-describedby={hintId}
          disabled={!matters}
          value={choice.person}
          onChange={({ target }) => onChoice({ ...choice, person: target.value })}
        >
          {controls.people.map(({ key, givenNames, familyName, oppijanumero }) => (
            <option key={key} value={key}>
              {`${key} ${givenNames} ${familyName}`}
              {oppijanumero === null && ` – ${texts.noNumber[language]}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
