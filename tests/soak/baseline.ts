import type { Baseline } from './answer.ts';
import type { Client } from './client.ts';
import { fullQuery } from './requests.ts';
import { isObject } from './same.ts';

/** Asks for each person while nothing is wrong. Throws when one is not answered. */
export async function takeBaseline(client: Client, people: readonly string[]): Promise<Baseline> {
  const baseline = new Map<string, Readonly<Record<string, unknown>>>();
  const left = people.values();
  const worker = async (): Promise<void> => {
    for (const person of left) baseline.set(person, await studentOf(client, person));
  };
  await Promise.all([worker(), worker(), worker()]);
  return baseline;
}

async function studentOf(client: Client, person: string): Promise<Readonly<Record<string, unknown>>> {
  const outcome = await client.send(fullQuery(person));
  const body: unknown = outcome.is === 'answered' ? JSON.parse(outcome.body.toString()) : null;
  const data = isObject(body) ? body.data : null;
  const student = isObject(data) ? data.student : null;
  if (!isObject(student)) throw new Error('The gateway did not answer while nothing was wrong.');
  return student;
}
