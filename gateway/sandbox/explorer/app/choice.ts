import type { Controls, Operation, Persona } from './controls.ts';

/** What is chosen in the bar. */
export interface Choice {
  readonly operation: string;
  readonly person: string;
  readonly caller: string;
  readonly consents: readonly string[];
  /** Empty: a case of the sandbox. */
  readonly caseReference: string;
  readonly today: string;
}

/** Where the number of the chosen person is put into an operation's variables. */
const numberPlace = '{oppijanumero}';

/** What an address asks for; whatever it does not name, or names wrongly, is the operation's own. */
export function choiceIn(search: string, controls: Controls): Choice {
  const asked = new URLSearchParams(search);
  const flow = asked.get('flow');
  const key = flow === null ? asked.get('operation') : `flow-${flow}`;
  const [first] = controls.operations;
  const operation = controls.operations.find((one) => one.key === key) ?? first;
  const [somebody] = controls.people;
  if (operation === undefined || somebody === undefined) throw new Error('The sandbox offers nothing');
  const before = { person: somebody.key, caseReference: '', today: controls.today };
  const choice = withOperation(before, operation);
  const person = controls.people.find((one) => one.key === asked.get('person'))?.key;
  const caller = controls.callers.find((one) => one.key === asked.get('caller'))?.key;
  return { ...choice, person: person ?? choice.person, caller: caller ?? choice.caller };
}

/** A choice with another operation, and whom the operation is for. */
export function withOperation(
  choice: Pick<Choice, 'person' | 'caseReference' | 'today'>,
  { key, caller, consents, person }: Operation,
): Choice {
  return { ...choice, operation: key, caller, consents, person: person ?? choice.person };
}

/** The part of an address that leads here again: keys only, never a number or a token. */
export function addressOf({ operation, person, caller }: Choice): string {
  return new URLSearchParams({ operation, person, caller }).toString();
}

/** Operations that are written for one persona, made such that another can be chosen. */
export function forAnybody({ operations, people, ...rest }: Controls): Controls {
  const opened = operations.map((operation) => {
    const found = Object.entries(operation.variables).flatMap(([name, value]) =>
      people.filter(({ askedFor }) => askedFor === value).map(({ key }) => ({ name, key })),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) return operation;
    return {
      ...operation,
      person: only.key,
      variables: { ...operation.variables, [only.name]: numberPlace },
    };
  });
  return { ...rest, people, operations: opened };
}

/** Whether an operation asks about the person chosen. */
export function asksAboutPerson({ variables }: Operation): boolean {
  return Object.values(variables).includes(numberPlace);
}

/** An operation's variables, with the person's number where it belongs. */
export function variablesFor(operation: Operation, person: Persona): Readonly<Record<string, unknown>> {
  const filled = Object.entries(operation.variables).map(([name, value]) => [
    name,
    value === numberPlace ? person.askedFor : value,
  ]);
  return Object.fromEntries(filled);
}
