import { readAnchor } from '../anchor.ts';
import { type Verification, verifyLog } from '../verify/verify-log.ts';
import { openLog, publicKeyIn, wordsOf } from './opened.ts';
import type { Terminal } from './terminal.ts';

const options = { file: { type: 'string' }, anchor: { type: 'string' }, key: { type: 'string' } } as const;

/** Verifies a log; true when it is as it was written. */
export async function verifyCommand(words: readonly string[], terminal: Terminal): Promise<boolean> {
  const { values } = wordsOf(words, options);
  const { source, anchorPath, keysFolder } = await openLog(values.file, terminal);
  try {
    const anchor = values.anchor ?? anchorPath;
    const result = await verifyLog(source, {
      publicKey: publicKeyIn(values.key, keysFolder),
      anchor: anchor === null ? null : readAnchor(anchor),
      progress: (records) => terminal.note(`${records} records …`),
    });
    report(result, terminal);
    return result.finding === null;
  } finally {
    await source.close();
  }
}

function report({ finding, records, sealed, accounts }: Verification, { out }: Terminal): void {
  const { boots, intents, outcomes, refusals, unfinished } = accounts;
  out(`${records} records, ${sealed} of them under a checkpoint`);
  out(`${boots} starts, ${intents} requests, ${outcomes} disclosures, ${refusals} refusals`);
  out(`${unfinished} requests asked, not known to be delivered`);
  out(finding === null ? 'OK' : `${finding.fault} at ${finding.seq}: ${finding.detail}`);
}
