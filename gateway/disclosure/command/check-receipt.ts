import { existsSync, readFileSync } from 'node:fs';
import { jsonOf } from '../json-of.ts';
import { checkReceipt } from '../receipts/check.ts';
import { openLog, publicKeyIn, wordsOf } from './opened.ts';
import { CommandRefused, type Terminal } from './terminal.ts';

const options = { file: { type: 'string' }, key: { type: 'string' } } as const;

/** Holds an answer with its receipt against the log; true when all three agree. */
export async function checkReceiptCommand(words: readonly string[], terminal: Terminal): Promise<boolean> {
  const { values, positionals } = wordsOf(words, options);
  const [path] = positionals;
  if (path === undefined || !existsSync(path))
    throw new CommandRefused('check-receipt: name the file of an answer');
  const { source, keysFolder } = await openLog(values.file, terminal);
  try {
    const answer = jsonOf(readFileSync(path, 'utf8'));
    const { receipt, problems } = await checkReceipt(answer, publicKeyIn(values.key, keysFolder), source);
    if (receipt !== null) {
      const { requestId, clientId, purpose, at, facts, firstSeq, lastSeq } = receipt;
      terminal.out(`request ${requestId} by ${clientId}, ${purpose}, ${at}`);
      terminal.out(`${facts} facts, records ${firstSeq} to ${lastSeq} of the log`);
    }
    for (const problem of problems) terminal.out(problem);
    if (problems.length === 0) terminal.out('OK');
    return problems.length === 0;
  } finally {
    await source.close();
  }
}
