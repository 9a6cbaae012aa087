import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { type Place, sqlitePlace } from './places.ts';
import { allEntries } from './reading.ts';
import { outcomeOf } from './records.ts';

/** Requests that a writer has said to be in the log. */
const acknowledgedIn = (said: string) => said.split('\n').filter((line) => /^[0-9a-f-]{36}$/.test(line));

describe('a log on a full disk', () => {
  let place: Place;
  beforeEach(async () => {
    place = await sqlitePlace();
  });
  afterEach(() => place.remove());

  /** A writer whose files may grow up to a limit: the kernel fails the write, as it does on a full disk. */
  function writerWithin(limitKiB: number | 'unlimited') {
    const script = fileURLToPath(new URL('./writer-process.ts', import.meta.url));
    const command = `ulimit -S -f ${limitKiB}; exec "${process.execPath}" "${script}" "${place.folder}" after`;
    const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const closed = once(child, 'close');
    return {
      said: () => said,
      limitTo: (bytes: number | 'unlimited') =>
        spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]),
      kill: async () => {
        child.kill('SIGKILL');
        await closed;
      },
    };
  }

  async function missing(said: string): Promise<readonly string[]> {
    const entries = await allEntries(place.options.place);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    const stored = new Set(entries.map(({ body }): unknown => JSON.parse(body).requestId));
    return acknowledgedIn(said).filter((requestId) => !stored.has(requestId));
  }

  it('refuses while the disk is full, goes on when there is room, and loses nothing acknowledged', {
    timeout: 60_000,
  }, async () => {
    const writer = writerWithin(400);
    await until(() => writer.said().includes('unavailable'));
    writer.limitTo('unlimited');
    const before = writer.said().length;
    await until(() => acknowledgedIn(writer.said().slice(before)).length > 0);
    await writer.kill();
    expect(await missing(writer.said())).toEqual([]);
  });

  it('refuses also when its tail alone has no room, and nothing stays of what was written in part', {
    timeout: 60_000,
  }, async () => {
    const writer = writerWithin('unlimited');
    await until(() => acknowledgedIn(writer.said()).length > 0);
    const path = join(place.folder, 'disclosures.sqlite');
    // While nothing can be moved, the tail grows.
    const other = new DatabaseSync(path, { timeout: 5_000 });
    other.exec('BEGIN EXCLUSIVE');
    const limit = 1_000 + Math.max(...['a', 'b'].map((end) => statSync(`${path}.tail-${end}`).size));
    writer.limitTo(limit);
    await until(() => writer.said().includes('unavailable'));
    writer.limitTo('unlimited');
    other.close();
    const before = writer.said().length;
    await until(() => acknowledgedIn(writer.said().slice(before)).length > 0);
    await writer.kill();
    expect(await missing(writer.said())).toEqual([]);
    const log = await openDisclosureLog(place.options);
    await log.append([outcomeOf(1)]);
    await log.close();
    expect(await missing(writer.said())).toEqual([]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (condition()) return;
    await setTimeout(50);
  }
  throw new Error('it never came');
}
