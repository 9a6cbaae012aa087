import { type GraphQLNamedType, type GraphQLSchema, isAbstractType } from 'graphql';
import { type Decision, decide } from '../../subgraphs/registry/decision.ts';
import type { ConsentRegistry, Grant } from '../../subgraphs/registry/grant.ts';
import type { PolicyTable } from './policy-table.ts';

/** A decision over a field, and the registry that would have been asked. */
export type Judgement = Decision & { readonly from: ConsentRegistry | null };

/** Decides over a field of a type. */
export type Judge = (parent: GraphQLNamedType, field: string) => Judgement;

/** What a judge goes by. */
export interface Law {
  readonly schema: GraphQLSchema;
  readonly policy: PolicyTable;
  readonly grant: Grant | null;
}

/**
 * Decides over fields for one grant. A field of an interface is judged as it stands there and in every type that it can
 * be: one denial is enough.
 */
export function createJudge({ schema, policy, grant }: Law): Judge {
  const known = new Map<string, Judgement>();
  const judgeOne = (type: string, field: string): Judgement => {
    const { row = null, from = null } = policy.get(`${type}.${field}`) ?? {};
    return { ...decide(grant, { row, from }), from };
  };
  const strictest = (parent: GraphQLNamedType, field: string): Judgement => {
    const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
    const judged = types.map(({ name }) => judgeOne(name, field));
    const denied = judged.find(({ given }) => !given);
    const masked = judged.find((one) => one.given && one.masked);
    return denied ?? masked ?? judgeOne(parent.name, field);
  };
  return (parent, field) => {
    const coordinate = `${parent.name}.${field}`;
    const judgement = known.get(coordinate) ?? strictest(parent, field);
    known.set(coordinate, judgement);
    return judgement;
  };
}
