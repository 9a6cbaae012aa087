import { expect, test } from 'vitest';
import { createReadingTurns } from '../../gateway/limits/reading-turns.ts';

const client = { client: 'client', endUser: null, standing: 'OTHER' } as const;
const authority = { client: 'migri', endUser: 'official-1', standing: 'AUTHORITY' } as const;
const here = new AbortController().signal;

test('new documents are read one in each round of the process, authorities first', async () => {
  const turn = createReadingTurns();
  let round = 0;
  const count = (): void => {
    round += 1;
    if (round < 10) setImmediate(count);
  };
  setImmediate(count);
  const read: (readonly [what: string, round: number])[] = [];
  const asked = async (what: string, asker: typeof client | typeof authority): Promise<void> => {
    if (await turn(asker, here)) read.push([what, round]);
  };
  await Promise.all([asked('one', client), asked('two', client), asked('its', authority)]);
  expect(read).toEqual([
    ['one', 0],
    ['its', 1],
    ['two', 2],
  ]);
});

test('whoever has gone away gets no turn, and takes none from others', async () => {
  const turn = createReadingTurns();
  const gone = AbortSignal.abort();
  expect([await turn(client, gone), await turn(client, here)]).toEqual([false, true]);
});
