import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteThread } from '../../gateway/disclosure/store/sqlite-thread.ts';
import { openTail, type Tail } from '../../gateway/disclosure/store/tail.ts';
import type { OnDisk } from '../../gateway/disclosure/store/tail-file.ts';
import { type LeftPlace, leftPlace, someDrafts } from './left-place.ts';

/** A tail whose records are moved in a way of the test's own. */
async function tailOver(
  thread: SqliteThread,
  path: string,
  move: (from: OnDisk) => Promise<void>,
): Promise<Tail> {
  const { file } = await thread.ask({ do: 'open' });
  if (file === null) throw new Error('no file');
  return openTail({ path, head: file.head, move });
}

describe('a thread of the log that dies', () => {
  let place: LeftPlace;
  let thread: SqliteThread;
  beforeEach(async () => {
    place = await leftPlace();
    thread = new SqliteThread(place.path, 'mock');
  });
  afterEach(async () => {
    await thread.end();
    await place.remove();
  });

  const move = async (from: OnDisk) => void (await thread.ask({ do: 'move', from }));
  const dies = async () => {
    await thread.end();
    throw new Error('the thread of the disclosure log ended');
  };
  const moments: readonly (readonly [name: string, firstMove: (from: OnDisk) => Promise<unknown>])[] = [
    ['before it moved anything', dies],
    ['when it was asked to move', (from) => Promise.all([move(from), dies()])],
    ['when all was moved and it had not said so', (from) => move(from).then(dies)],
  ];

  it.each(moments)('%s, is followed by one that moves what is left, once', async (_, firstMove) => {
    let moves = 0;
    const tail = await tailOver(thread, place.path, async (from) => {
      moves += 1;
      await (moves === 1 ? firstMove(from) : move(from));
    });
    const bodies = (await someDrafts()).map(({ body }) => body);
    await tail.append(bodies.slice(0, 3));
    await tail.flush().catch(() => undefined);
    await tail.append(bodies.slice(3));
    await tail.flush();
    expect(moves).toBeGreaterThan(1);
    expect(place.inSqlite()).toHaveLength(bodies.length);
    expect(place.inSqlite()).toMatchObject(
      bodies.map((body, index) => ({ seq: index + 1, body: body.toString() })),
    );
    await tail.close();
  });
});
