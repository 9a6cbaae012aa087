import { existsSync } from 'node:fs';
import type { LogPlace } from '../settings.ts';
import { openPostgresSource } from './postgres-source.ts';
import { openSqliteSource } from './sqlite-source.ts';
import { type LogSource, StoreRefused } from './store.ts';

/** Opens a log for reading, also while a gateway writes it. Rejects with `StoreRefused` when there is none. */
export async function openSource(place: LogPlace): Promise<LogSource> {
  if (place.kind === 'postgresql') return openPostgresSource(place.url);
  if (!existsSync(place.path)) throw new StoreRefused('DISCLOSURE_LOG: there is no such file');
  return openSqliteSource(place.path);
}
