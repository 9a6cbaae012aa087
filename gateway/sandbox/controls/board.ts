import { purposes } from '../../../subgraphs/registry/purpose.ts';
import { callerTerms } from '../callers.ts';
import { operations } from '../operations/operations.ts';
import { people } from '../people.ts';
import type { MockAt } from './controls-config.ts';
import { controlsData } from './controls-data.ts';
import { type DialledMock, readDial } from './dials.ts';

const callers = controlsData.callers.map(({ key, title, about }) => {
  const { client, purpose } = callerTerms[key];
  const needsCase = purpose !== null && purposes[purpose].needsCase;
  return { key, client, purpose, needsCase, title, about };
});

/** Everything that the sandbox's controls offer, and where each dial stands now. */
export async function boardOf(today: string, mocks: readonly MockAt[]) {
  const registries = await Promise.all(
    dialledMocks(mocks).map(async (mock) => ({
      key: mock.name,
      title: mock.title,
      dial: await readDial(mock),
    })),
  );
  return { today, people, callers, consentRegistries: controlsData.consents, operations, registries };
}

/** The mocks whose dials can be turned, in the order in which they are shown. */
export function dialledMocks(mocks: readonly MockAt[]) {
  return controlsData.registries.flatMap(({ key, speaks, title }) => {
    const mock = mocks.find(({ name }) => name === key);
    return mock === undefined ? [] : [{ ...mock, speaks, title } satisfies DialledMock & { title: unknown }];
  });
}
