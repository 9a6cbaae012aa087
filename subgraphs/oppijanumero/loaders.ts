import DataLoader from 'dataloader';
import type { OnrClient } from './client.ts';
import { type CodeLookedUp, codeLookedUp } from './code-holders.ts';
import { maxPersonsInCall } from './contract.ts';
import { type LookedUp, lookedUp } from './looked-up.ts';

/** The look-ups of one request: those made in the same moment share their calls. */
export interface Loaders {
  readonly person: (oid: string) => Promise<LookedUp>;
  readonly code: (personalIdentityCode: string) => Promise<CodeLookedUp>;
}

/** Look-ups for one request. Masters and links are asked at once: one round for a batch. */
export function createLoaders(client: OnrClient, signal: AbortSignal): Loaders {
  const persons = new DataLoader<string, LookedUp>(
    async (oids) => {
      const [masters, links] = await Promise.all([
        client.mastersOf(oids, signal),
        client.linksOf(oids, signal),
      ]);
      return oids.map((oid) => lookedUp(oid, { masters, links }));
    },
    { maxBatchSize: maxPersonsInCall },
  );
  const codes = new DataLoader<string, CodeLookedUp>(
    async (asked) => {
      const answer = await client.personsByCode(asked, signal);
      return asked.map((code) => codeLookedUp(code, answer));
    },
    // No cache: an identity code is never a cache key.
    { maxBatchSize: maxPersonsInCall, cache: false },
  );
  return { person: (oid) => persons.load(oid), code: (code) => codes.load(code) };
}
