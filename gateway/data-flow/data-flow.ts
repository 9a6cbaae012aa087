import type { UpstreamCall } from '../../subgraphs/registry/upstream-call.ts';
import type { DeniedField } from '../policy/response-plan.ts';

/**
 * What really happened for one query: which registry was told what of how many people, on what ground, and what came of
 * it. `extensions.dataFlow`, in the sandbox and only when asked for. It holds no name, value or identifier of anybody.
 * Times are milliseconds from the beginning of the request, by the monotonic clock.
 */
export interface DataFlow {
  /** The version of this form. */
  readonly version: 1;
  /** The request's id, as in the disclosure log. */
  readonly requestId: string;
  /** How long the answer took, until this was written. */
  readonly totalMs: number;
  readonly asked: FlowAsked;
  /** How many rounds of questions went to registries one after another. */
  readonly rounds: number;
  /** The steps of the query plan that were executed, in the plan's order. */
  readonly fetches: readonly FlowFetch[];
  /** Every request that went out to a registry, log-ins too, in the order in which they were sent. */
  readonly calls: readonly FlowCall[];
  /** What was read of students, each fact of each registry. */
  readonly facts: readonly FlowFact[];
  /** What the client asked and the policy does not give: it was never asked of anybody. */
  readonly denied: readonly FlowDenied[];
  /** What was kept back from the answer or from a fact that would have needed it. */
  readonly withheld: readonly FlowWithheld[];
  /** Ids of the fetches and calls that determined the total time, in their order. */
  readonly criticalPath: readonly string[];
}

/** Who asked, and on what ground. */
export interface FlowAsked {
  readonly clientId: string;
  /** The organisation that answers for the client. */
  readonly owner: string;
  /** What the client showed: TOKEN, CERTIFICATE or PERSON_TOKEN. */
  readonly credential: string;
  readonly purpose: string;
  readonly legalBasis: string;
  /** The asking authority's own reference of its case. */
  readonly caseReference: string | null;
  /** The version of the minimisation table that decided. */
  readonly policyVersion: string;
  /** Registries that the person consented to; null where consent is not the ground. */
  readonly consents: readonly string[] | null;
}

/** One step of the query plan: a question to one part of the graph. */
export interface FlowFetch {
  readonly id: string;
  readonly subgraph: string;
  /** 1 for what waits for nothing, else one more than the latest of what it waits for. */
  readonly round: number;
  /** Ids of the fetches that it waits for. */
  readonly after: readonly string[];
  readonly startedMs: number;
  readonly endedMs: number;
  /** Fields of `Student` that it fetches. */
  readonly fields: readonly string[];
}

/** One request that went out to a registry. */
export interface FlowCall extends Omit<UpstreamCall, 'key'> {
  readonly id: string;
  /** The fetch that it was made for. */
  readonly fetch: string;
  /** Whether it is on the critical path. */
  readonly critical: boolean;
}

/** One fact of all students of the query. */
export interface FlowFact {
  /** The field of `Student`. */
  readonly fact: string;
  /** The registry that it comes from; GATEWAY for what is derived. */
  readonly registry: string;
  /** How many people have it in which state; of derived facts, in which determination. */
  readonly people: Readonly<Record<string, number>>;
  /** How many people have it for which reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** For how many people the registry was asked: YES, NO or UNKNOWN. */
  readonly reachedSource: Readonly<Record<string, number>>;
  /** What of it stands in the answer: leaf fields, as the disclosure log's `disclosed`. */
  readonly fields: readonly string[];
  /** Derived facts that it fed in this query. */
  readonly feeds: readonly string[];
  /** For a derived fact, the facts that fed it in this query; null for others. */
  readonly fedBy: readonly string[] | null;
}

/** A field that is not given. */
export interface FlowDenied {
  /** `Type.field`. */
  readonly field: string;
  /** Its row of the minimisation table. */
  readonly row: string | null;
  readonly code: DeniedField['code'];
  /** What would give it, in words; null when nothing does. */
  readonly unlock: string | null;
}

/** A fact that was kept back. */
export interface FlowWithheld {
  readonly fact: string;
  readonly state: string;
  readonly reason: string | null;
  /** Of how many people. */
  readonly people: number;
  /** What decided: a row of the minimisation table, or NON_DISCLOSURE. */
  readonly policy: string;
}
