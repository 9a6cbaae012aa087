import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, script } from '../../gateway/shared-state/connection.ts';
import { stamp } from '../../gateway/shared-state/scripts.ts';
import { openStore } from '../../gateway/shared-state/store.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const asked = script('return 1');
const call = { keys: [], args: [] };

/** A store over a connection that answers as told, and what became of it. */
async function started() {
  const state: { mode: string; answers: boolean; secret: string } = {
    mode: 'mock',
    answers: true,
    secret: 'kept',
  };
  const runs: string[] = [];
  const told: string[] = [];
  const connection: Connection = {
    open: async () => undefined,
    run: async ({ sha }) => {
      runs.push(sha === stamp.sha ? 'stamp' : 'asked');
      if (!state.answers) return new Promise(() => undefined);
      return sha === stamp.sha ? [state.mode, state.secret] : 1;
    },
    close: () => undefined,
  };
  const telling = {
    changed: (isInUse: boolean) => told.push(isInUse ? 'in use' : 'gone'),
    failed: () => told.push('failed'),
  };
  const store = await openStore({
    connection,
    deployment: 'test',
    mode: 'mock',
    pepper: 'p',
    telling,
  });
  return { state, runs, told, store };
}

test('one caller waits for a store that does not answer, those who come after it do not', async () => {
  const { state, runs, told, store } = await started();
  expect(await store.run(asked, call)).toBe(1);
  state.answers = false;
  const waiting = [store.run(asked, call), store.run(asked, call)];
  await vi.advanceTimersByTimeAsync(60);
  expect(await Promise.all(waiting)).toEqual([null, null]);
  const before = runs.length;
  for (let index = 0; index < 50; index += 1) expect(await store.run(asked, call)).toBeNull();
  expect(runs).toHaveLength(before);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told.filter((one) => one === 'gone')).toHaveLength(1);
});

test('a store that only was slow once is asked again at once, and nobody is told', async () => {
  const { state, told, store } = await started();
  state.answers = false;
  const waiting = store.run(asked, call);
  await vi.advanceTimersByTimeAsync(49);
  state.answers = true;
  await vi.advanceTimersByTimeAsync(5);
  expect(await waiting).toBeNull();
  expect(await store.run(asked, call)).toBe(1);
  expect(told).toEqual(['in use', 'failed']);
});

test('it is tried again by nobody’s request, and first told what it must know', async () => {
  const { state, runs, told, store } = await started();
  const heard: string[] = [];
  store.beforeUse(async () => heard.push(`told while ${told.at(-1)}`));
  state.answers = false;
  const waiting = store.run(asked, call);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await waiting).toBeNull();
  expect(runs.filter((one) => one === 'asked')).toHaveLength(1);
  state.answers = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(heard).toEqual(['told while failed']);
  expect(told.at(-1)).toBe('in use');
  expect(await store.run(asked, call)).toBe(1);
});

test('a store that comes back with the other mode’s state is not used', async () => {
  const { state, store } = await started();
  state.answers = false;
  const waiting = store.run(asked, call);
  await vi.advanceTimersByTimeAsync(60);
  await waiting;
  Object.assign(state, { answers: true, mode: 'real' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await store.run(asked, call)).toBeNull();
});

test('replicas hash alike by the store’s secret and its password; another secret gives other names', async () => {
  const [one, another] = [await started(), await started()];
  expect(one.store.hashed('name')).toBe(another.store.hashed('name'));
  one.state.secret = 'wiped and made anew';
  await vi.advanceTimersByTimeAsync(20_000);
  expect(one.store.hashed('name')).not.toBe(another.store.hashed('name'));
});
