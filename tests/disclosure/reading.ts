import { setTimeout } from 'node:timers/promises';
import type { Entry } from '../../gateway/disclosure/chain.ts';
import type { DisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import type { LogPlace } from '../../gateway/disclosure/settings.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';

/** All entries of a log, read as the command does. */
export async function allEntries(place: LogPlace): Promise<readonly Entry[]> {
  const source = await openSource(place);
  try {
    const entries: Entry[] = [];
    for await (const page of source.find({})) entries.push(...page);
    return entries;
  } finally {
    await source.close();
  }
}

/** Waits until the log says that it can be written; gives up when it never does. */
export async function recovered(log: DisclosureLog): Promise<boolean> {
  for (let tries = 0; tries < 100 && !log.healthy(); tries += 1) await setTimeout(50);
  return log.healthy();
}
