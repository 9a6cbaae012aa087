import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isObjectType,
} from 'graphql';
import type { RequestContext } from './context.ts';
import { dataRows } from './data-rows.ts';
import { decisionsFor } from './decided.ts';
import type { Denial, FieldRow } from './decision.ts';
import { deniedFact } from './denied-fact.ts';
import { rowOfDefinition } from './disclosed-as.ts';
import { factReadOf } from './fact-read.ts';
import type { Grant } from './grant.ts';
import { loadAheadOf, withLoadAhead } from './load-ahead.ts';
import { propertyOf, propertyResolver } from './property.ts';

type Field = GraphQLField<unknown, RequestContext>;

const noRow: FieldRow = { row: null, from: null };

/**
 * The second enforcement: before a field is resolved, its row must be given. What is denied is never asked for, also when
 * another field needs it as its input. A fact that is denied says so in its envelope; anything else is null.
 */
export function enforceRows(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('_')) enforceOn(type);
  }
}

function enforceOn(type: GraphQLObjectType<unknown, RequestContext>): void {
  const isEntry = type.name === 'Query' || type.name === 'Student';
  for (const field of Object.values(type.getFields())) {
    // `_entities` and `_service` are the federation's own; entities are decided field by field.
    if (field.name.startsWith('_')) continue;
    const fieldRow = rowOfDefinition(field.astNode) ?? noRow;
    // An envelope must be able to say that it was denied, so below the entries it is not held back.
    if (isEntry || fieldRow.row !== 'ENVELOPE') field.resolve = guarded(field, fieldRow, type.name);
  }
  if (type.name === 'Student') for (const field of Object.values(type.getFields())) tellOfReads(field, type);
}

/** The key is told by whoever asks, and `lookup` is how all others ask. */
const untold = new Set(['__typename', 'oppijanumero']);

/** Whatever is resolved of a student is told, what is denied too, so that the disclosure log knows what was read. */
function tellOfReads(field: Field, type: GraphQLObjectType<unknown, RequestContext>): void {
  if (untold.has(field.name)) return;
  const resolve = field.resolve ?? propertyResolver(field.name);
  const keyOf = type.getFields().oppijanumero?.resolve ?? propertyResolver('oppijanumero');
  // How others must ask is the learner-number registry's to say; no consent of its own is needed for it.
  const registry = field.name === 'lookup' ? 'ONR' : (rowOfDefinition(field.astNode)?.from ?? 'GATEWAY');
  const keyInfoOf = infoOfKey();
  const tell = (value: unknown, subject: unknown, { onRead }: RequestContext): unknown => {
    if (typeof subject === 'string') onRead?.(factReadOf({ subject, fact: field.name, registry }, value));
    return value;
  };
  const subjectOf = (source: unknown, context: RequestContext, info: GraphQLResolveInfo): unknown =>
    keyOf(source, {}, context, keyInfoOf(info));
  const tellLater = (value: Promise<unknown>, { source, context, info }: Resolving): Promise<unknown> =>
    value.then((resolved) => tell(resolved, subjectOf(source, context, info), context));
  // biome-ignore lint/complexity/useMaxParams: a resolver has four; to gather them makes a list for each field.
  field.resolve = (source, given, context, info) => {
    const value: unknown = resolve(source, given, context, info);
    if (context.onRead === undefined) return value;
    // What is at hand stays so: a promise for each of thousands of fields takes longer than to make them.
    if (value instanceof Promise) return tellLater(value, { source, context, info });
    return tell(value, subjectOf(source, context, info), context);
  };
  const loadAhead = loadAheadOf(resolve);
  if (loadAhead !== null) withLoadAhead(field.resolve, loadAhead);
}

/** What a resolver is called with. */
interface Resolving {
  readonly source: unknown;
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

/** What the key's resolver is told of it, by what another field's is told; one that is compiled is told the same each time. */
function infoOfKey(): (info: GraphQLResolveInfo) => GraphQLResolveInfo {
  let last: { readonly of: GraphQLResolveInfo; readonly info: GraphQLResolveInfo } | null = null;
  return (of) => {
    if (last?.of !== of) last = { of, info: { ...of, fieldName: 'oppijanumero' } };
    return last.info;
  };
}

function guarded(
  field: Field,
  fieldRow: FieldRow,
  typeName: string,
): GraphQLFieldResolver<unknown, RequestContext> {
  const resolve = field.resolve ?? propertyResolver(field.name);
  const isStudents = typeName === 'Student';
  const isFact = isFactType(field);
  const registry = fieldRow.from ?? 'GATEWAY';
  const say = (denial: Denial) => (isFact ? deniedFact(registry, denial) : null);
  const denialOf = (source: unknown, { grant = null }: RequestContext): Denial | null => {
    const decision = decisionsFor(grant).of(fieldRow);
    if (!decision.given) return decision.denial;
    return isStudents && isAnothers(grant, source) ? 'NOT_PERMITTED' : null;
  };
  // biome-ignore lint/complexity/useMaxParams: a resolver has four; to gather them makes a list for each field.
  const guarding: GraphQLFieldResolver<unknown, RequestContext> = (source, given, context, info) => {
    const denial = denialOf(source, context);
    return denial === null ? resolve(source, given, context, info) : say(denial);
  };
  if (field.resolve === undefined && !isStudents) guardedProperties.set(guarding, fieldRow);
  const loadAhead = loadAheadOf(resolve);
  if (loadAhead === null) return guarding;
  // What is denied is not asked for ahead either.
  return withLoadAhead(guarding, {
    begin: (source: unknown, context: RequestContext, coming) => {
      if (denialOf(source, context) === null) loadAhead.begin(source, context, coming);
    },
  });
}

/** By their resolvers, the rows of fields that are a property of their source, and nothing but the row decides over them. */
const guardedProperties = new WeakMap<object, FieldRow>();

/** What decides over a field that is a property of its source; null where more has a say. */
export function rowOfProperty({ resolve }: GraphQLField<unknown, unknown>): FieldRow | null {
  return resolve === undefined ? null : (guardedProperties.get(resolve) ?? null);
}

function isFactType({ type }: Field): boolean {
  const nullable = getNullableType(type);
  return isObjectType(nullable) && nullable.getInterfaces().some(({ name }) => name === 'Fact');
}

/**
 * Whether a grant for one person's own data meets another person, by the linked numbers that the gateway sent. Without
 * them no registry can be asked.
 */
function isAnothers(grant: Grant | null, source: unknown): boolean {
  if (grant === null || !isForOneself(grant)) return false;
  const { self } = grant;
  if (self === null) return true;
  const oids = personOidsOf(source);
  return oids !== null && !oids.includes(self);
}

/** Whether a grant is for a person's own data, also when nobody knows whose: then it is for nobody's. */
export function isForOneself({ purpose, self }: Grant): boolean {
  return self !== null || dataRows.SELF[purpose] !== 'NEVER';
}

function personOidsOf(source: unknown): readonly unknown[] | null {
  const lookup = propertyOf(source, 'lookup');
  const oids = propertyOf(lookup, 'personOids');
  return Array.isArray(oids) ? oids : null;
}
