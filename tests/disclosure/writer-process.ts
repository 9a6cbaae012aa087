import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import process from 'node:process';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { intentOf } from './records.ts';

// Writes under load until it is killed, and says of each request, at once, that it is in the log.

const [folder = '', mode = ''] = process.argv.slice(2);
const writers = 16;

const log = await openDisclosureLog({
  place: { kind: 'sqlite', path: `${folder}/disclosures.sqlite` },
  mode: 'mock',
  keys: await loadDisclosureKeys(`${folder}/keys`, { create: true }),
  anchorPath: `${folder}/checkpoints.jsonl`,
});

// Who is killed writes no cache at its end, and the next would compile all again.
flushCompileCache();

/** Says a line at once; a pipe that is full must be waited for, since a line that is lost would hide a loss. */
function say(line: string): void {
  while (true) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

async function write(person: number): Promise<void> {
  while (true) {
    const requestId = randomUUID();
    // The control: what a gateway does that answers first and writes its log after.
    if (mode === 'acknowledge-first') say(requestId);
    const written = await log.append([intentOf([person], requestId)]).then(
      () => true,
      () => false,
    );
    if (mode !== 'acknowledge-first') say(written ? requestId : 'unavailable');
    if (!written) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await Promise.all(Array.from({ length: writers }, (_, person) => write(person)));
