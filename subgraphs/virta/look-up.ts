import DataLoader from 'dataloader';
import { type Answer, failed } from '../registry/answer.ts';
import { termsOf } from '../registry/asker.ts';
import { type PortionContext, perRequest, type RequestContext } from '../registry/context.ts';
import { purposeOf } from '../registry/read-purpose.ts';
import { createShortCache } from '../registry/short-cache.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { Turns } from '../registry/turns.ts';
import { type Answers, askAll, type Calls } from './calls.ts';
import type { VirtaClient } from './client.ts';
import type { VirtaSettings } from './config.ts';
import { KnownRecords, type PersonKind, personKey } from './known-records.ts';
import type { PersonRecords } from './person-records.ts';

/** The look-ups of one request, or of a portion of its answer. */
export interface LookUp {
  /** Whatever fields ask for in the same moment is asked of VIRTA together; the same is asked for once. */
  readonly load: (wanted: PersonKind) => Promise<Answer<PersonRecords>>;
  /** Asks ahead; the promise, one for all that are asked for in a moment, resolves when it is at hand. Null when it is. */
  readonly loadAhead: (wanted: PersonKind) => Promise<unknown> | null;
  /** What was asked for ahead and has come; else null. */
  readonly atHand: (wanted: PersonKind) => Answer<PersonRecords> | null;
}

/** What decides how look-ups are sent. */
type LookUpSettings = Pick<
  VirtaSettings,
  'VIRTA_BATCH' | 'VIRTA_CONNECTIONS' | 'VIRTA_CACHE_SECONDS' | 'VIRTA_STALE_SECONDS'
>;

const mostKept = 2000;

/** So many portions of an answer are in work at once: one, and the next, whose registries may not all have answered. */
const portionsInWork = 2;

/**
 * Makes look-ups; the request's signal stops them. They remember what they were asked for themselves; what goes to VIRTA
 * together is gathered from all look-ups of the request.
 */
export function createLookUp(
  client: VirtaClient,
  settings: LookUpSettings,
  { clock }: Pick<SubgraphTools, 'clock'>,
): (context: RequestContext) => LookUp {
  const cache = createShortCache<PersonRecords>({
    freshSeconds: settings.VIRTA_CACHE_SECONDS,
    staleSeconds: settings.VIRTA_STALE_SECONDS,
    maxEntries: mostKept,
    now: () => clock.now().getTime(),
  });
  const gatheredOf = perRequest(gathering(client, settings));
  return (context) => {
    const purpose = purposeOf(context);
    const { portion = null } = context;
    const gathered = gatheredOf(context);
    const known = new KnownRecords();
    const cacheKeyOf = ({ oids, kind }: PersonKind) => ({ purpose, personOids: oids, part: kind });
    const ask = async (wanted: PersonKind): Promise<Answer<PersonRecords>> => {
      const kept = cache.fresh(cacheKeyOf(wanted));
      if (kept !== null) return kept;
      return settle(wanted, await gathered.load({ wanted: [wanted], portion }));
    };
    const settle = async (wanted: PersonKind, calls: Calls): Promise<Answer<PersonRecords>> => {
      const person = personKey(wanted.oids);
      const answers = await calls.get(person);
      return cache.settle(cacheKeyOf(wanted), answers?.get(person) ?? failed('INVALID_ANSWER'));
    };
    const askAhead = async (all: readonly PersonKind[]): Promise<void> => {
      const missing = all.filter((wanted) => {
        const kept = cache.fresh(cacheKeyOf(wanted));
        if (kept !== null) known.tell(wanted, kept);
        return kept === null;
      });
      if (missing.length === 0) return;
      const calls = await gathered.load({ wanted: missing, portion });
      for (const wanted of missing) known.tell(wanted, await settle(wanted, calls));
    };
    return {
      load: (wanted) => known.load(wanted, () => ask(wanted)),
      loadAhead: (wanted) => known.loadAhead(wanted, askAhead),
      atHand: (wanted) => known.atHand(wanted),
    };
  };
}

/** What is asked for a portion of an answer, or for an answer that is made as one. */
interface Questions {
  readonly wanted: readonly PersonKind[];
  readonly portion: PortionContext | null;
}

/** Gathers the questions of a request. Never shared with other requests: each call tells VIRTA its end user (`tunnus`). */
function gathering(client: VirtaClient, settings: LookUpSettings) {
  const limits = { batch: settings.VIRTA_BATCH, connections: settings.VIRTA_CONNECTIONS };
  return (context: RequestContext): DataLoader<Questions, Calls> => {
    const way = { client, limits, terms: termsOf(context) };
    const turns = new Turns(portionsInWork);
    return new DataLoader(
      async (asked) => {
        const calls = askAll(
          asked.flatMap(({ wanted }) => wanted),
          way,
        );
        const waiting = new Map<PortionContext, Map<Promise<Answers>, Promise<Answers>>>();
        return asked.map((questions) => callsFor(questions, calls, { turns, waiting }));
      },
      { cache: false },
    );
  };
}

interface Taking {
  readonly turns: Turns;
  /** The answers that wait for a portion's turn: all that is for one waits together. */
  readonly waiting: Map<PortionContext, Map<Promise<Answers>, Promise<Answers>>>;
}

/** The calls that some questions wait for; those for a portion wait for its turn, too. */
function callsFor({ wanted, portion }: Questions, calls: Calls, { turns, waiting }: Taking): Calls {
  if (portion === null) return calls;
  const persons = new Set(wanted.map(({ oids }) => personKey(oids)));
  const own = new Map([...persons].map((person) => [person, calls.get(person) ?? nobody] as const));
  const inTurn = waiting.get(portion) ?? new Map<Promise<Answers>, Promise<Answers>>();
  waiting.set(portion, inTurn);
  for (const [person, answers] of own) {
    const turn = inTurn.get(answers) ?? waitFor(answers, portion, turns);
    inTurn.set(answers, turn);
    own.set(person, turn);
  }
  return own;
}

const nobody: Promise<Answers> = Promise.resolve(new Map());

async function waitFor(answers: Promise<Answers>, portion: PortionContext, turns: Turns): Promise<Answers> {
  const told = await answers;
  // It may be at hand long before, and takes far less memory than the facts that are made of it.
  await turns.begin(portion.done);
  return told;
}
