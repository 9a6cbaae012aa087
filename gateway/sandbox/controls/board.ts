import { callerTerms } from '../callers.ts';
import type { Text } from '../language.ts';
import { operations } from '../operations/operations.ts';
import { people } from '../people.ts';
import type { MockAt } from './controls-config.ts';
import { controlsData } from './controls-data.ts';
import { type DialledMock, readDial } from './dials.ts';

/** A mock whose dial is shown. */
export interface ShownMock extends DialledMock {
  readonly title: Text;
}

const callers = controlsData.callers.map(({ key, title, about }) => {
  const { client, purpose, caseReference } = callerTerms[key];
  return { key, client, purpose, needsCase: caseReference !== null, caseReference, title, about };
});

/** Everything that the sandbox's controls offer, and where each dial stands now. */
export async function boardOf(today: string, mocks: readonly ShownMock[]) {
  const registries = mocks.map(async (mock) => ({
    key: mock.name,
    title: mock.title,
    dial: await readDial(mock),
  }));
  return {
    today,
    people,
    callers,
    consentRegistries: controlsData.consents,
    operations,
    registries: await Promise.all(registries),
  };
}

/** The mocks whose dials are shown, in their order. */
export function shownMocks(mocks: readonly MockAt[]): readonly ShownMock[] {
  return controlsData.registries.flatMap(({ key, speaks, title }) => {
    const mock = mocks.find(({ name }) => name === key);
    return mock === undefined ? [] : [{ ...mock, speaks, title }];
  });
}
