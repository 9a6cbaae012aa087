import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnchor } from '../../gateway/disclosure/anchor.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import { type Place, sqlitePlace } from './places.ts';
import { allEntries } from './reading.ts';

const script = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

let place: Place;
beforeEach(async () => {
  place = await sqlitePlace();
});
afterEach(() => place.remove());

/** Lets a writer write for a while, kills it in the middle, and gives what it had acknowledged. */
async function killedWriter(mode: string, afterMs: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, place.folder, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'close');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child.stdout, 'data');
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  await exited;
  return said.split('\n').slice(0, -1);
}

async function missingFromLog(acknowledged: readonly string[]): Promise<readonly string[]> {
  const entries = await allEntries(place.options.place);
  const stored = new Set(entries.map(({ body }): unknown => JSON.parse(body).requestId));
  return acknowledged.filter((requestId) => !stored.has(requestId));
}

describe('a gateway that is killed while it writes', () => {
  it('has in its log all that it acknowledged, 20 times over, and the chain is whole', {
    timeout: 120_000,
  }, async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 20; kill += 1) {
      acknowledged.push(...(await killedWriter('acknowledge-after', 20 + ((kill * 37) % 150))));
    }
    expect(acknowledged.length).toBeGreaterThan(300);
    expect(await missingFromLog(acknowledged)).toEqual([]);
    const source = await openSource(place.options.place);
    const anchor = readAnchor(place.options.anchorPath);
    const verified = await verifyLog(source, { publicKey: place.options.keys.publicKey, anchor });
    await source.close();
    expect(verified).toMatchObject({ finding: null, accounts: { boots: 20 } });
    expect(verified.accounts.intents).toBeGreaterThanOrEqual(acknowledged.length);
  });

  it('is caught when it acknowledges first and writes after', { timeout: 60_000 }, async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      acknowledged.push(...(await killedWriter('acknowledge-first', 20 + kill * 31)));
    }
    expect((await missingFromLog(acknowledged)).length).toBeGreaterThan(0);
  });
});
