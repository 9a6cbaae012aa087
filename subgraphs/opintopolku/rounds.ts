import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { type Terms, termsOf } from '../registry/asker.ts';
import { mapBounded } from '../registry/chunks.ts';
import type { RequestContext } from '../registry/context.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openUpstream } from '../registry/upstream.ts';
import type { PersonApplications } from './applicants.ts';
import { type EducationLevel, educationLevelOf } from './codes.ts';
import { hakuSchema } from './contract.ts';

/** Collects the application rounds of one request; a round of which nobody says the level is UNKNOWN, never a failure. */
export type RoundLoader = DataLoader<string, EducationLevel>;

/** What may stand in a path: it comes from another registry's answer. */
const roundOidPattern = /^1\.2\.246\.562\.29\.\d{1,30}$/;
const connections = 4;
/** A remark on a place is not worth its wait: without an answer by then the level stays unknown. */
const limits = { timeoutMs: 2_000, connectTimeoutMs: 500, maxAnswerMib: 1, connections, queue: 200 };
/** The target group of a round does not change once it is published; one that is not, may be. */
const keptMs = { published: 86_400_000, unpublished: 3_600_000 };
const mostKept = 5_000;

/**
 * Makes a request's loader of application rounds (haku): Studyinfo's public data, of no person, asked once a round and kept.
 * Without an address nobody is asked.
 */
export function createRoundLoader(
  url: string | undefined,
  tools: SubgraphTools,
): (context: RequestContext) => RoundLoader {
  const ask = url === undefined ? null : asker(url, tools);
  const now = () => tools.clock.now().getTime();
  const kept = new LRUCache<string, EducationLevel>({ max: mostKept, ttl: keptMs.published, perf: { now } });
  const levelOf = async (oid: string, terms: Terms): Promise<EducationLevel> => {
    const known = kept.get(oid);
    if (known !== undefined || ask === null || !roundOidPattern.test(oid)) return known ?? 'UNKNOWN';
    const answer = await ask(oid, terms);
    if (!answer.answered) return 'UNKNOWN';
    const { value: level } = answer;
    kept.set(oid, level, { ttl: level === 'UNKNOWN' ? keptMs.unpublished : keptMs.published });
    return level;
  };
  return (context) => {
    const terms = termsOf(context);
    return new DataLoader((oids) => mapBounded(oids, connections, (oid) => levelOf(oid, terms)));
  };
}

/** The levels of the rounds that an answer's places were applied for in. */
export async function levelsIn(
  answer: Answer<PersonApplications>,
  rounds: RoundLoader,
): Promise<ReadonlyMap<string, EducationLevel>> {
  const applications = answer.answered ? answer.value.applications : [];
  const oids = [...new Set(applications.map(({ hakuOid }) => hakuOid))];
  return new Map(await Promise.all(oids.map(async (oid) => [oid, await rounds.load(oid)] as const)));
}

function asker(baseUrl: string, tools: SubgraphTools) {
  const studyinfo = openUpstream({ name: 'studyinfo', registry: 'OPINTOPOLKU', baseUrl, limits }, tools);
  const door = studyinfo.door(null, () => false);
  return async (oid: string, terms: Terms): Promise<Answer<EducationLevel>> => {
    const { answer } = await door.ask<EducationLevel>({
      ...terms,
      about: [oid],
      tells: { operation: 'haku', identifier: 'NONE', count: 0 },
      call: () => ({ method: 'GET', path: `/external/haku/${oid}`, headers: { accept: 'application/json' } }),
      read: (reply, observedAt) => {
        // A round that is not published, or not any more.
        if (reply.status === 404) return answered('UNKNOWN', observedAt);
        if (reply.status !== 200) return failureOfStatus(reply, tools.clock.now());
        return andThen(jsonOf(reply, observedAt), (json, at) => {
          const { data: round } = hakuSchema.safeParse(json);
          return round?.oid === oid
            ? answered(educationLevelOf(round.kohdejoukko.koodiUri), at)
            : failed('INVALID_ANSWER');
        });
      },
    });
    return answer;
  };
}
