import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
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

/** When a writer is killed, in milliseconds: after it was started, or after its first word. */
type Moment = { readonly afterStart: number } | { readonly afterFirst: number };

/** Lets a writer write for a while, kills it in the middle, and gives what it had acknowledged. */
async function killedWriter(mode: string, moment: Moment): Promise<readonly string[]> {
  const child = spawn(process.execPath, [...process.execArgv, script, place.folder, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'close');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  if ('afterFirst' in moment) await once(child.stdout, 'data');
  await setTimeout('afterFirst' in moment ? moment.afterFirst : moment.afterStart);
  child.kill('SIGKILL');
  await exited;
  return said.split('\n').slice(0, -1);
}

async function missingFromLog(acknowledged: readonly string[]): Promise<readonly string[]> {
  const entries = await allEntries(place.options.place);
  const stored = new Set(entries.map(({ body }): unknown => JSON.parse(body).requestId));
  return acknowledged.filter((requestId) => !stored.has(requestId));
}

async function verify() {
  const source = await openSource(place.options.place);
  const anchor = readAnchor(place.options.anchorPath);
  const verified = await verifyLog(source, { publicKey: place.options.keys.publicKey, anchor });
  await source.close();
  return verified;
}

describe('a gateway that is killed while it writes', () => {
  it('has in its log all that it acknowledged, 60 times over, and the chain is whole', {
    timeout: 240_000,
  }, async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 20; kill += 1) {
      // While records gather in the tail, and then about when they are moved and its files take turns.
      acknowledged.push(
        ...(await killedWriter('acknowledge-after', { afterFirst: 20 + ((kill * 37) % 150) })),
      );
      acknowledged.push(...(await killedWriter('acknowledge-after', { afterFirst: 240 + kill * 4 })));
      // While the next one takes over what is left.
      acknowledged.push(...(await killedWriter('acknowledge-after', { afterStart: 100 + kill * 10 })));
    }
    expect(acknowledged.length).toBeGreaterThan(1_000);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(await missingFromLog(acknowledged)).toEqual([]);
    const verified = await verify();
    expect(verified.finding).toBeNull();
    expect(verified.accounts.boots).toBeGreaterThanOrEqual(40);
    expect(verified.accounts.intents).toBeGreaterThanOrEqual(acknowledged.length);
  });

  it('has all of it before anything takes over what it left, and a part of it in SQLite', {
    timeout: 60_000,
  }, async () => {
    const acknowledged = await killedWriter('acknowledge-after', { afterFirst: 900 });
    const database = new DatabaseSync(join(place.folder, 'disclosures.sqlite'), { readOnly: true });
    const rows = database.prepare('SELECT seq FROM entries').all();
    database.close();
    const entries = await allEntries(place.options.place);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(entries.length);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    expect(await missingFromLog(acknowledged)).toEqual([]);
    expect((await verify()).finding).toBeNull();
  });

  it('is caught when it acknowledges first and writes after', { timeout: 60_000 }, async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      acknowledged.push(...(await killedWriter('acknowledge-first', { afterFirst: 20 + kill * 31 })));
    }
    expect((await missingFromLog(acknowledged)).length).toBeGreaterThan(0);
  });
});

describe('a log that is read while a gateway writes it', () => {
  it('has every record that was acknowledged before, once and in order, each time', {
    timeout: 60_000,
  }, async () => {
    const child = spawn(process.execPath, [...process.execArgv, script, place.folder, 'acknowledge-after'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'close');
    let acknowledged = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      acknowledged += text.split('\n').length - 1;
    });
    await once(child.stdout, 'data');
    const until = Date.now() + 4_000;
    let readings = 0;
    while (Date.now() < until) {
      const before = acknowledged;
      const seqs = (await allEntries(place.options.place)).map(({ seq }) => seq);
      expect(seqs.findIndex((seq, index) => seq !== index + 1)).toBe(-1);
      expect(seqs.length).toBeGreaterThan(before);
      readings += 1;
      // What the writer has said meanwhile.
      await setTimeout(1);
    }
    child.kill('SIGKILL');
    await exited;
    expect(readings).toBeGreaterThan(10);
  });
});
