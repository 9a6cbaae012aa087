import type { GraphQLSchema } from 'graphql';
import type { FactRead } from '../../subgraphs/registry/fact-read.ts';
import type { Access } from '../access/access.ts';
import type { AnsweredPeople } from '../disclosure/request/answered-people.ts';
import { termsOf } from '../disclosure/request/terms.ts';
import type { PolicyTable } from '../policy/policy-table.ts';
import type { DeniedField } from '../policy/response-plan.ts';
import { criticalPathOf } from './critical-path.ts';
import type { DataFlow, FlowAsked, FlowDenied } from './data-flow.ts';
import { type Feeds, readFeeds } from './feeds.ts';
import { factsOf, withheldIn } from './flow-facts.ts';
import type { RecordedFlow } from './recorder.ts';
import { type Steps, stepsOf } from './steps.ts';

/** What of a request its data flow is told from. */
export interface FlowSources {
  readonly flow: RecordedFlow;
  readonly schema: GraphQLSchema;
  readonly access: Access;
  readonly requestId: string;
  readonly reads: readonly FactRead[];
  readonly people: AnsweredPeople;
  readonly denied: readonly DeniedField[];
}

/** Tells what happened for a request. */
export type FlowTeller = (sources: FlowSources) => DataFlow;

/** A teller for a composed graph, which is looked through when that is first needed. */
export function createFlowTeller(policy: PolicyTable, supergraphSdl: string): FlowTeller {
  let feeds: Feeds | null = null;
  return (sources) => {
    feeds ??= readFeeds(supergraphSdl, policy);
    const { flow, schema, access, requestId, reads, people } = sources;
    const steps = stepsOf(flow, schema);
    const criticalPath = criticalPathOf(steps);
    const onPath = new Set(criticalPath);
    const fetched = new Set(steps.fetches.flatMap(({ fields }) => fields));
    return {
      version: 1,
      requestId,
      totalMs: flow.totalMs,
      asked: askedBy(access, requestId),
      rounds: roundsOf(steps),
      fetches: steps.fetches,
      calls: steps.calls.map((call) => ({ ...call, critical: onPath.has(call.id) })),
      facts: factsOf({ reads, people, fetched, feeds }),
      denied: deniedOnce(sources.denied),
      withheld: withheldIn(reads, policy),
      criticalPath,
    };
  };
}

function askedBy(access: Access, requestId: string): FlowAsked {
  const terms = termsOf(access, { requestId, operation: null });
  const { clientId, owner, credential, purpose, legalBasis, caseReference, policyVersion } = terms;
  const { consents } = access;
  const given = consents === null ? null : Object.entries(consents);
  return {
    clientId,
    owner,
    credential,
    purpose,
    legalBasis,
    caseReference,
    policyVersion,
    consents:
      given === null ? null : given.flatMap(([registry, state]) => (state === 'GRANTED' ? [registry] : [])),
  };
}

function roundsOf({ fetches, calls }: Steps): number {
  const asking = new Set(calls.filter(({ kind }) => kind === 'data').map(({ fetch }) => fetch));
  return new Set(fetches.filter(({ id }) => asking.has(id)).map(({ round }) => round)).size;
}

/** By field: the client's own names for them are the client's. */
function deniedOnce(denied: readonly DeniedField[]): readonly FlowDenied[] {
  const byField = new Map(denied.map((one) => [`${one.field} ${one.code}`, one]));
  return [...byField.values()].map(({ field, row, code, unlockedBy }) => ({
    field,
    row,
    code,
    unlock: unlockedBy,
  }));
}
