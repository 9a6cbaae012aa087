import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { Redis } from 'iovalkey';

const server = 'redis://127.0.0.1:6379';

/** A part of the tests' own server that nobody else uses. */
export interface StorePlace {
  readonly url: string;
  readonly deployment: string;
  readonly port: number;
  /** For what is put there besides. */
  readonly client: Redis;
  /** Everything in it: keys, members and values as one text. */
  readonly dump: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** A place in the server; null, and it is said, when it cannot be reached; never in CI. */
export async function storePlace(): Promise<StorePlace | null> {
  const client = new Redis(server, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    if (process.env.CI !== undefined)
      throw new Error('Redis or Valkey must be reachable in CI: 127.0.0.1:6379');
    process.stderr.write('SKIPPED: the shared state (127.0.0.1:6379 cannot be reached)\n');
    return null;
  }
  const deployment = `test-${randomBytes(6).toString('hex')}`;
  const keys = () => client.keys(`{${deployment}}*`);
  return {
    url: server,
    deployment,
    port: 6379,
    client,
    dump: async () => {
      const parts = (await keys()).map(async (key) => `${key} ${await contentOf(client, key)}`);
      return (await Promise.all(parts)).join('\n');
    },
    remove: async () => {
      const all = await keys();
      if (all.length > 0) await client.del(...all);
      client.disconnect();
    },
  };
}

async function contentOf(client: Redis, key: string): Promise<string> {
  const type = await client.type(key);
  if (type === 'zset') return (await client.zrange(key, 0, -1, 'WITHSCORES')).join(' ');
  if (type === 'hash') return JSON.stringify(await client.hgetall(key));
  return (await client.get(key)) ?? '';
}
