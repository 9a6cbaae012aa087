import type { Entry } from '../../gateway/disclosure/chain.ts';
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
