import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Executed, ExecutedTwice } from './two-executors.ts';

/** What comparing gave: the same, an intended difference, or one that is not intended. */
export type Compared =
  | {
      readonly as:
        | 'same'
        | 'unplanned'
        | 'left-out'
        | 'type-forgotten'
        | 'entity-paths'
        | 'answer-thrown-away'
        | 'null-switch';
    }
  | { readonly as: 'other'; readonly what: string };

/**
 * Compares what both executors did. The same are: what they asked, data, errors by path and code. The order of keys is not
 * compared here: stock does not keep the specification's where fragments and merged fields meet.
 * Intended differences:
 * - stock puts what does not fit the graph into an extension, and tells no error; ours is an error. Which of several
 *   fields of an object that became null is named depends on their order, which stock does not keep: that of ours must
 *   lie in what became null;
 * - stock gives null without a word for an object that must say its type and does not, and for a value in a fragment that
 *   it leaves out; ours is an error;
 * - stock adds `serviceName`, and a code to errors that have none;
 * - `entity-paths`: stock counts entities in an error's path by the objects that it asked about, where the path has all of
 *   them; ours is the path to the right one;
 * - `answer-thrown-away`: stock gives up the whole answer for a shape that cannot be; ours is null there;
 * - `type-forgotten`: where a part that knows only an interface says its name, stock takes that for the type of an object
 *   whose type was known, and leaves out what depends on it;
 * - `left-out`: stock leaves out what is selected in a fragment on a type inside one on a wider type, when the plan does not
 *   fetch the type, and of what a plan renames what is zero, empty or false; ours has it (what it must have is held to
 *   graphql-js: `misfitOf`);
 * - `unplanned`: neither has an answer, in the same words: the planner, which both have, gives up;
 * - `null-switch`: a variable of `@skip` or `@include` that is null is refused by ours before anything is asked; stock
 *   leaves it to the subgraphs.
 */
export function compareExecuted({ ours, stock }: Pick<ExecutedTwice, 'ours' | 'stock'>): Compared {
  if (isUnplanned({ ours, stock })) return { as: 'unplanned' };
  if (ours.threw) return other('ours threw', ours.result, stock.result);
  if (
    ours.result.errors?.some(({ message }) =>
      message.endsWith('@skip and @include accept true and false.'),
    ) === true
  )
    return { as: 'null-switch' };
  if (stock.threw || gaveUp(stock.result)) return { as: 'answer-thrown-away' };
  const asked = [ours.asked, stock.asked].map((questions) => [...questions].sort().join('\n'));
  const isAlike =
    asked[0] === asked[1] && isDeepStrictEqual(plain(ours.result.data), plain(stock.result.data));
  if (!isAlike && ours.asked.some((question) => /^opinions .*_entities.*__typename/.test(question)))
    return { as: 'type-forgotten' };
  if (asked[0] === asked[1] && !isAlike && isPartOf(stock.result.data, ours.result.data))
    return { as: 'left-out' };
  if (!isAlike) return other(`asked:\n${asked.join('\n---\n')}`, ours.result, stock.result);
  return compareErrors(ours.result, stock.result);
}

function compareErrors(ours: ExecutionResult, stock: ExecutionResult): Compared {
  const misfits = (ours.errors ?? []).filter(isMisfit);
  if (unfitIn(stock).length > 0 && misfits.length === 0) return other('no misfit told', ours, stock);
  if (!misfits.every(({ path = [] }) => isNulled(ours.data, path)))
    return other('a misfit in what is not null', ours, stock);
  const errors = [errorsOf(ours), errorsOf(stock)];
  if (textOf(errors[0]) === textOf(errors[1])) return { as: 'same' };
  const [own, theirs] = errors.map((all) => textOf(all?.map((one) => one.replaceAll(/\b\d+\b/g, '#'))));
  return own === theirs ? { as: 'entity-paths' } : other('errors', ours, stock);
}

/** Errors of ours that tell that an answer does not fit the graph. */
function isMisfit({ message, path }: GraphQLError): boolean {
  return path !== undefined && message.startsWith('A subgraph gave ');
}

/** What stock says of it, where it says anything. */
function unfitIn({ extensions }: ExecutionResult): readonly unknown[] {
  const unfit: unknown = extensions?.valueCompletion;
  return Array.isArray(unfit) ? unfit : [];
}

/** Whether a path leads into a part that became null. */
function isNulled(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const step of path) {
    if (value === null) return true;
    value = Reflect.get(Object(value), step);
  }
  return value === null;
}

/** Whether one answer is the other with something left out. */
function isPartOf(less: unknown, more: unknown): boolean {
  if (Array.isArray(less) && Array.isArray(more))
    return less.length === more.length && less.every((item, index) => isPartOf(item, more[index]));
  if (less === null) return more === null || more === 0 || more === '' || more === false;
  if (typeof less !== 'object' || typeof more !== 'object' || more === null) return less === more;
  return Object.keys(less).every(
    (key) => Object.hasOwn(more, key) && isPartOf(Reflect.get(less, key), Reflect.get(more, key)),
  );
}

/** As JSON has it, in objects that have all keys as their own. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}

function textOf(errors: readonly string[] = []): string {
  return [...errors].sort().join('\n');
}

function other(what: string, ours: ExecutionResult, stock: ExecutionResult): Compared {
  return { as: 'other', what: `${what}\nours  ${JSON.stringify(ours)}\nstock ${JSON.stringify(stock)}` };
}

/** Whether the planner, which both have, gave up. */
export function isUnplanned({ ours, stock }: Pick<ExecutedTwice, 'ours' | 'stock'>): boolean {
  return ours.threw && stock.threw && ours.asked.length === 0 && messageOf(ours) === messageOf(stock);
}

function messageOf({ result: { errors = [] } }: Executed): string {
  return errors.map(({ message }) => message).join('\n');
}

/** Asserting is how stock gives up. */
function gaveUp({ data, errors = [] }: ExecutionResult): boolean {
  const asserted =
    /^(Invalid non-|Got unexpected value for __typename|\[.*\]\.length|Unexpected array|expected array)/s;
  return data === undefined && errors.some(({ message }) => asserted.test(message));
}

/** Errors that both tell alike: what does not fit is compared by its being told. */
function errorsOf({ errors = [] }: ExecutionResult): readonly string[] {
  return errors.filter((error) => !isMisfit(error)).map(errorText);
}

function errorText({ path, extensions }: GraphQLError): string {
  const code: unknown = extensions?.code;
  const isOwn = code === 'DOWNSTREAM_SERVICE_ERROR' || code === 'INVALID_GRAPHQL';
  return `${JSON.stringify(path ?? null)} ${isOwn ? '' : (code ?? '')}`;
}
