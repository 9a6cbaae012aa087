import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { World } from '../../subgraphs/registry/settings.ts';
import { jsonOf } from './json-of.ts';
import { StoreRefused } from './store/store.ts';

/** Whether what is logged comes from the sandbox's mocks or from real registries. */
export type Mode = World['REGISTRIES'];

/** A mode as it is kept. */
export const modeSchema = z.enum(['mock', 'real']);

/** How many records of a log from before logs were stamped are looked at. */
export const tellingRecords = 100;

/** What is known of a log that is opened. */
export interface LogSigns {
  /** Its stamp; null when it has none. */
  readonly stamped: Mode | null;
  /** Its first records that are no starts of a gateway; read only when there is no stamp. */
  readonly firstRecords: () => readonly string[];
}

/** Throws `StoreRefused` unless the log is of this mode, or of none yet: then it may be stamped. */
export function agreeOnMode({ stamped, firstRecords }: LogSigns, mode: Mode): void {
  const records = stamped === null ? firstRecords() : [];
  const told = stamped ?? (records.length === 0 ? mode : modeToldBy(records));
  if (told === mode) return;
  throw new StoreRefused(
    told === null
      ? 'DISCLOSURE_LOG: it does not say whether it is of the sandbox or of real registries: keep it, and name another place'
      : `DISCLOSURE_LOG: it is a log of REGISTRIES=${told}, and this gateway has REGISTRIES=${mode}: name another place`,
  );
}

const telling = z.object({ purpose: z.string().nullable(), owner: z.string().nullable() });

/** Only the sandbox gives itself away: by its purpose, and by whose its own clients are. */
function modeToldBy(records: readonly string[]): Mode | null {
  const owners = sandboxOwners();
  const isOfSandbox = records.some((record) => {
    const { success, data } = telling.safeParse(jsonOf(record));
    return success && (data.purpose === 'SANDBOX' || owners.has(data.owner ?? ''));
  });
  return isOfSandbox ? 'mock' : null;
}

const clientsFile = z.object({ clients: z.array(z.object({ owner: z.string() })) });

function sandboxOwners(): ReadonlySet<string> {
  const file = new URL('../access/sandbox-clients.json', import.meta.url);
  return new Set(clientsFile.parse(JSON.parse(readFileSync(file, 'utf8'))).clients.map(({ owner }) => owner));
}
