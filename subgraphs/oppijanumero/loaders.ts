import DataLoader from 'dataloader';
import { termsOf } from '../registry/asker.ts';
import { type RequestContext, withShareOfTime } from '../registry/context.ts';
import { createSharedBatches } from '../registry/shared-batches.ts';
import type { OnrClient } from './client.ts';
import { type CodeLookedUp, codeLookedUp } from './code-holders.ts';
import type { OnrEnvironment } from './config.ts';
import { maxPersonsInCall } from './contract.ts';
import { type LookedUp, noAnswer } from './looked-up.ts';
import { createPersonReader } from './person-reader.ts';

/** The look-ups of one request. */
export interface Loaders {
  readonly person: (oid: string) => Promise<LookedUp>;
  readonly code: (personalIdentityCode: string) => Promise<CodeLookedUp>;
}

/** All other registries wait for this one: when it hangs, they must still have time to be asked. */
const timeForIdentity = 0.5;

/** What decides how look-ups are sent. */
type LookUpSettings = Pick<OnrEnvironment, 'OPPIJANUMERO_BATCH_WINDOW_MS'>;

/** Makes a request's look-ups: those made in the same moment share their calls, also with other requests'. */
export function createLoaders(
  client: OnrClient,
  settings: LookUpSettings,
): (context: RequestContext) => Loaders {
  // ONR's contract carries no end user, so one call may serve several.
  const shared = createSharedBatches<string, LookedUp>({
    windowMs: settings.OPPIJANUMERO_BATCH_WINDOW_MS,
    limit: maxPersonsInCall,
    keyOf: (oid) => oid,
    ask: createPersonReader(client),
    failed: (code) => noAnswer({ code, retryAt: null }),
  });
  return (request) => {
    const context = withShareOfTime(request, timeForIdentity);
    const persons = new DataLoader<string, LookedUp>((oids) => shared.load(context, oids), {
      maxBatchSize: maxPersonsInCall,
    });
    const codes = new DataLoader<string, CodeLookedUp>(
      async (asked) => {
        const answer = await client.personsByCode(asked, termsOf(context));
        return asked.map((code) => codeLookedUp(code, answer));
      },
      // No cache: an identity code is never a cache key.
      { maxBatchSize: maxPersonsInCall, cache: false },
    );
    return { person: (oid) => persons.load(oid), code: (code) => codes.load(code) };
  };
}
