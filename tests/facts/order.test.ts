import { afterAll, expect, it } from 'vitest';
import { officerBulkQuery } from '../officer-query.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';
import { type ShufflingRegistry, startShuffling } from './shuffling-registry.ts';

const today = '2026-11-30';
const seed = 7;
const { people, mocks } = await startMocks({ today, generated: 150 });
const shuffling = new Map<string, ShufflingRegistry>();
for (const { name, url } of mocks) shuffling.set(name, await startShuffling(url, seed));
const shuffledMocks = mocks.map((mock) => ({ ...mock, url: shuffling.get(mock.name)?.url ?? mock.url }));
const plain = await startGateway({ ...environmentOfMocks(mocks), TODAY: today });
const shuffled = await startGateway({ ...environmentOfMocks(shuffledMocks), TODAY: today });

afterAll(async () => {
  await Promise.all([plain.close(), shuffled.close()]);
  await Promise.all([...shuffling.values(), ...mocks].map((registry) => registry.close()));
});

it('says the same of everybody, in whatever order the registries list things', async () => {
  const oids = people.flatMap(({ records }) => records[0]?.oid ?? []);
  for (let from = 0; from < oids.length; from += 50) {
    const asked = { oppijanumerot: oids.slice(from, from + 50) };
    const [expected, found] = await Promise.all(
      [plain, shuffled].map(async ({ ask }) => ask(officerBulkQuery, asked)),
    );
    expect(found?.body.errors).toBeUndefined();
    const students: readonly unknown[] = found?.body.data.students;
    students.forEach((student, index) => {
      expect(withoutTimes(student), asked.oppijanumerot[index]).toEqual(
        withoutTimes(expected?.body.data.students[index]),
      );
    });
  }
  for (const [name, { changed }] of shuffling) expect(changed(), name).toBeGreaterThan(0);
});

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'observedAt' ? null : inner)));
}
