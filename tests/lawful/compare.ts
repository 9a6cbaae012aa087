import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { dataRows } from '../../subgraphs/registry/data-rows.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { isGivenByTable, policy } from '../policy/graph.ts';
import { objectType, shownFields } from './student-facts.ts';

/** What a comparison goes by, and what it finds. */
export interface Comparison {
  readonly grant: Grant;
  /** Whether values may be other ones, because inputs are not given; what is denied must be denied all the same. */
  readonly isLoose: boolean;
  /** Each difference in words, without values. */
  readonly problems: string[];
  /** Every field that was compared, and whether the full answer had a value there. */
  readonly compared: Map<string, boolean>;
}

/** The full answer's value, and what somebody got instead. */
export interface Sides {
  readonly full: unknown;
  readonly got: unknown;
}

/** Compares what somebody got of an object with the full answer, field by field, by the minimisation table. */
function compareObject(type: GraphQLObjectType, sides: Sides, comparison: Comparison): void {
  for (const { name } of shownFields(type)) {
    const values = { full: propertyOf(sides.full, name), got: propertyOf(sides.got, name) };
    compareField(`${type.name}.${name}`, values, comparison);
  }
}

/** Compares one field, `Type.field`, and everything under it. */
export function compareField(coordinate: string, sides: Sides, comparison: Comparison): void {
  const [typeName = '', name = ''] = coordinate.split('.');
  const below = getNamedType(objectType(typeName).getFields()[name]?.type);
  const { full, got } = sides;
  const { compared, grant, isLoose } = comparison;
  compared.set(coordinate, compared.get(coordinate) === true || (full !== null && full !== undefined));
  const what = treatmentOf(coordinate, grant);
  if (what === 'denied') compareDenied(coordinate, got, comparison);
  else if (what === 'masked') expectSame(coordinate, { full: maskOf(full), got }, comparison);
  else if (isObjectType(below)) compareParts(below, { full, got, coordinate }, comparison);
  else if (!timely.has(name) && !isLoose) expectSame(coordinate, sides, comparison);
}

/** Times of reading are other ones at each asking. */
const timely = new Set(['observedAt', 'retryAt']);

function treatmentOf(coordinate: string, grant: Grant): 'given' | 'masked' | 'denied' {
  if (!isGivenByTable(coordinate, grant)) return 'denied';
  const row = policy.get(coordinate)?.row;
  return row !== undefined && dataRows[row][grant.purpose] === 'MASKED' ? 'masked' : 'given';
}

function maskOf(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, -4).replace(/\d/g, '*') + value.slice(-4) : value;
}

function compareParts(
  type: GraphQLObjectType,
  { full, got, coordinate }: Sides & { readonly coordinate: string },
  comparison: Comparison,
): void {
  const fulls: readonly unknown[] = [full].flat();
  const gots: readonly unknown[] = [got].flat();
  if (!comparison.isLoose && fulls.length !== gots.length)
    comparison.problems.push(`${coordinate}: its length`);
  for (const [index, part] of gots.entries()) {
    const other = fulls[index] ?? null;
    if (part !== null && part !== undefined) compareObject(type, { full: other, got: part }, comparison);
    else if (other !== null && !comparison.isLoose) comparison.problems.push(`${coordinate}: is missing`);
  }
}

/** What may stand in a fact that is denied: that it is. */
const envelope = new Set(['state', 'stateLabel', 'reason', 'source']);

/** A denied fact says that it is and nothing more; anything else that is denied is null. */
export function compareDenied(coordinate: string, got: unknown, { problems, grant }: Comparison): void {
  const [typeName = '', name = ''] = coordinate.split('.');
  const type = getNamedType(objectType(typeName).getFields()[name]?.type);
  const isFact = isObjectType(type) && type.getInterfaces().some((one) => one.name === 'Fact');
  if (!isFact) {
    if (got !== null) problems.push(`${coordinate}: is no null`);
    return;
  }
  const lacksConsent = grant.consents !== null && isGivenByTable(coordinate, { ...grant, consents: null });
  const [state, code] = lacksConsent
    ? ['CONSENT_REQUIRED', 'CONSENT_NOT_GIVEN']
    : ['NOT_PERMITTED', 'NOT_PERMITTED_FOR_PURPOSE'];
  if (propertyOf(got, 'state') !== state) problems.push(`${coordinate}: its state`);
  if (propertyOf(propertyOf(got, 'reason'), 'code') !== code) problems.push(`${coordinate}: its reason`);
  const source = propertyOf(got, 'source');
  if (propertyOf(source, 'servedFrom') !== 'NOTHING') problems.push(`${coordinate}: its source`);
  const more = Object.entries(Object(got)).filter(([key, value]) => !envelope.has(key) && value !== null);
  if (more.length > 0) problems.push(`${coordinate}: more than that it is denied`);
}

function expectSame(coordinate: string, { full, got }: Sides, { problems }: Comparison): void {
  if (JSON.stringify(full) !== JSON.stringify(got)) problems.push(`${coordinate}: its value`);
}

/** A property of whatever it is. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
