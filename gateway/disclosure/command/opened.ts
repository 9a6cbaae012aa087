import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { withoutEmpty } from '../../../subgraphs/registry/settings.ts';
import { problemsOf } from '../../../subgraphs/registry/subgraph.ts';
import { publicKeyFile } from '../keys.ts';
import { anchorPathOf, disclosureEnvironment } from '../settings.ts';
import { openFileSource } from '../store/file-source.ts';
import { openSource } from '../store/open-source.ts';
import type { LogSource } from '../store/store.ts';
import { CommandRefused, type Terminal } from './terminal.ts';

/** The log that a command reads. */
export interface OpenedLog {
  readonly source: LogSource;
  /** Where its anchor file is, when nothing else is said; null for an exported log. */
  readonly anchorPath: string | null;
  readonly keysFolder: string;
}

/** Opens the exported log `file`, or the one of the settings. Rejects with `CommandRefused` or `StoreRefused`. */
export async function openLog(file: string | undefined, { environment }: Terminal): Promise<OpenedLog> {
  const settings = disclosureEnvironment.safeParse(withoutEmpty(environment));
  if (!settings.success) throw new CommandRefused(problemsOf(settings.error).join('\n'));
  const { DISCLOSURE_LOG: place, DISCLOSURE_KEYS: keysFolder } = settings.data;
  if (file !== undefined) return { source: await openFileSource(file), anchorPath: null, keysFolder };
  return { source: await openSource(place), anchorPath: anchorPathOf(place, keysFolder), keysFolder };
}

/** The public key in `file`, or in the folder of keys. Throws `CommandRefused`. */
export function publicKeyIn(file: string | undefined, keysFolder: string): KeyObject {
  const path = file ?? join(keysFolder, publicKeyFile);
  if (!existsSync(path)) throw new CommandRefused(`--key: there is no file ${path}`);
  try {
    return createPublicKey(readFileSync(path));
  } catch {
    throw new CommandRefused(`--key: ${path} holds no public key in PEM`);
  }
}

/** Reads the words of a command. Throws `CommandRefused` for those that it does not know. */
export function wordsOf<O extends ParseArgsOptionsConfig>(words: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandRefused(error instanceof Error ? error.message : 'see --help');
  }
}
