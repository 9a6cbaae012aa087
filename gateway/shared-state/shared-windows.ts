import { z } from 'zod';
import type { Windows } from '../limits/windows.ts';
import { joinRow, newWithin, tellNews } from './scripts.ts';
import type { Store } from './store.ts';

const count = z.int();

/** Windows of all replicas. A process keeps its own besides: what it saw is not new to it when the store is gone. */
export function createSharedWindows(store: Store, own: Windows): Windows {
  return {
    newWithin: async (key, member, span) => {
      const alone = await own.newWithin(key, member, span);
      const args = [member, span.rememberMs, span.windowMs, span.most];
      const given = await store.run(newWithin, { keys: [store.keyOf('new', key)], args });
      return given === null ? alone : count.parse(given);
    },
    joinRow: async (key, part) => {
      const alone = await own.joinRow(key, part);
      const { first, head, last, beside, tail, isWhole } = part;
      const args = [first, head, last, ...beside, tail, isWhole ? 1 : 0];
      const given = await store.run(joinRow, { keys: [store.keyOf('row', key)], args });
      return given === null ? alone : count.parse(given);
    },
    isNews: async (key, silenceMs) => {
      const alone = await own.isNews(key, silenceMs);
      const given = await store.run(tellNews, { keys: [store.keyOf('told', key)], args: [silenceMs] });
      return given === null ? alone : count.parse(given) === 1;
    },
  };
}
