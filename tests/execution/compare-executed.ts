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
        | 'null-yields'
        | 'type-forgotten'
        | 'entity-paths'
        | 'answer-thrown-away'
        | 'null-input';
    }
  | { readonly as: 'other'; readonly what: string };

/**
 * Compares what both executors did. The same are: data, and errors by path and code. The order of keys is not compared
 * here: stock does not keep the specification's where fragments and merged fields meet. Nor are the questions, since ours
 * plans the canonical operation; and of errors only where they are in what is printed, each once: where one field has
 * several names, an error of it is told at each by ours, at one by stock, whose paths may also lead to what is hidden.
 * Intended differences:
 * - stock puts what does not fit the graph into an extension, and tells no error; ours is an error. Which of several
 *   fields of an object that became null is named depends on their order, which stock does not keep: that of ours must
 *   lie in what became null;
 * - stock gives null without a word for an object that must say its type and does not, and for a value in a fragment that
 *   it leaves out; ours is an error;
 * - stock adds `serviceName`, and a code to errors that have none; it says nothing of a part that says nothing, and has no
 *   code for one whose answer cannot be used;
 * - `entity-paths`: stock counts entities in an error's path by the objects that it asked about, where the path has all of
 *   them; ours is the path to the right one;
 * - `answer-thrown-away`: stock gives up the whole answer for a shape that cannot be; ours is null there;
 * - `type-forgotten`: where a part that knows only an interface says its name, stock takes that for the type of an object
 *   whose type was known, and leaves out what depends on it;
 * - `left-out`: stock leaves out what is selected in a fragment on a type inside one on a wider type, when the plan does not
 *   fetch the type, and of what a plan renames what is zero, empty or false; ours has it (what it must have is held to
 *   graphql-js: `misfitOf`); its plans also ask for a field without what it requires, where a fetch has others of its part;
 * - `null-yields`: of what one part tells and another, at fault, has null for, stock has what came last; ours has the value;
 * - `unplanned`: neither has an answer, in the same words: the planner, which both have, gives up;
 * - `null-input`: a variable that is null where no null may be is refused before ours is executed; stock leaves it to the
 *   subgraphs.
 */
export function compareExecuted(
  { ours, stock }: Pick<ExecutedTwice, 'ours' | 'stock'>,
  world: { readonly isAtFault: boolean },
): Compared {
  if (isUnplanned({ ours, stock })) return { as: 'unplanned' };
  if (ours.threw) return other('ours threw', ours.result, stock.result);
  if (ours.result.errors?.some(({ extensions }) => extensions.code === 'BAD_USER_INPUT') === true)
    return { as: 'null-input' };
  if (stock.threw || gaveUp(stock.result)) return { as: 'answer-thrown-away' };
  const isAlike = isDeepStrictEqual(plain(ours.result.data), plain(stock.result.data));
  if (!isAlike && ours.asked.some((question) => /^opinions .*_entities.*__typename/.test(question)))
    return { as: 'type-forgotten' };
  if (!isAlike && isPartOf(stock.result.data, ours.result.data)) return { as: 'left-out' };
  if (!isAlike && world.isAtFault && isPartOf(stock.result.data, ours.result.data, () => true))
    return { as: 'null-yields' };
  if (!isAlike) return other('data', ours.result, stock.result);
  return compareErrors(ours.result, stock.result);
}

function compareErrors(ours: ExecutionResult, stock: ExecutionResult): Compared {
  const misfits = (ours.errors ?? []).filter(isMisfit);
  const isSilent = ours.errors?.some(isSilence) === true;
  if (unfitIn(stock).length > 0 && misfits.length === 0 && !isSilent)
    return other('no misfit told', ours, stock);
  if (!misfits.every(({ path = [] }) => isNulled(ours.data, path)))
    return other('a misfit in what is not null', ours, stock);
  const errors = { own: toldOf(ours, ours.data), theirs: toldOf(stock, ours.data) };
  if (isSame(errors, (one, another) => one.text === another.text)) return { as: 'same' };
  return isSame(errors, isOnOneWay) ? { as: 'entity-paths' } : other('errors', ours, stock);
}

/** Whether both tell the same, besides what only one of them tells. */
function isSame(
  { own, theirs }: Readonly<Record<'own' | 'theirs', readonly ToldError[]>>,
  isAlike: (one: ToldError, another: ToldError) => boolean,
): boolean {
  const lacks = (some: readonly ToldError[], others: readonly ToldError[]): boolean =>
    some.some((error) => !error.isMore && !others.some((another) => isAlike(error, another)));
  return !lacks(own, theirs) && !lacks(theirs, own);
}

/** Whether the paths of two errors are alike as far as both go, whichever items of lists are on them. */
function isOnOneWay({ way: one, code }: ToldError, { way: another, code: other }: ToldError): boolean {
  return code === other && (one.startsWith(another) || another.startsWith(one));
}

/** Errors of ours that tell that an answer does not fit the graph. */
function isMisfit({ message, path }: GraphQLError): boolean {
  return path !== undefined && message.startsWith('A subgraph gave ');
}

/** Ours tells of a part that says nothing at all. */
function isSilence({ message }: GraphQLError): boolean {
  return message.endsWith('gave no answer.');
}

/** Whatever a subgraph says, stock tells whose it is. */
function isAssertion({ path, extensions }: GraphQLError): boolean {
  return path === undefined && Object.keys(extensions ?? {}).length === 0;
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

/** Whether one answer is the other with something left out, or null where the other has what may be null. */
function isPartOf(less: unknown, more: unknown, mayBeNull: (value: unknown) => boolean = isBlank): boolean {
  if (Array.isArray(less) && Array.isArray(more)) {
    return less.length === more.length && less.every((item, index) => isPartOf(item, more[index], mayBeNull));
  }
  if (less === null) return more === null || mayBeNull(more);
  if (typeof less !== 'object' || typeof more !== 'object' || more === null)
    return less === more || isUntold(less, more);
  return Object.keys(less).every(
    (key) => Object.hasOwn(more, key) && isPartOf(Reflect.get(less, key), Reflect.get(more, key), mayBeNull),
  );
}

/** Whether a field that tells what it is told because it requires it was told something else. */
function isUntold(less: unknown, more: unknown): boolean {
  const [one, other] = [less, more].map((value) => (typeof value === 'string' ? value : ''));
  return one?.startsWith('[[') === true && other?.startsWith('[[') === true;
}

function isBlank(value: unknown): boolean {
  return value === 0 || value === '' || value === false;
}

/** As JSON has it, in objects that have all keys as their own. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
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

/** An error as far as it is compared. */
interface ToldError {
  /** Where it is, as far as that is printed, and its code. */
  readonly text: string;
  readonly code: string;
  /** Where it is, items of lists not told apart. */
  readonly way: string;
  /**
   * Whether the other may well not tell it: it is about something that is not printed, for which ours may not even ask, or
   * about a part that says nothing, or it is how stock gives up on an answer.
   */
  readonly isMore: boolean;
}

/** Errors that both tell alike: what does not fit is compared by its being told. */
function toldOf({ errors = [] }: ExecutionResult, data: unknown): readonly ToldError[] {
  return errors
    .filter((error) => !isMisfit(error))
    .map((error) => {
      const { extensions } = error;
      // Stock leaves the keys in that a plan has made up.
      const whole = error.path?.map((step) =>
        typeof step === 'string' ? step.replace(/__alias_\d+$/, '') : step,
      );
      // Which of an object's fields is named that took it along depends on the order in which they were asked for.
      const path = error.message.startsWith('Cannot return null for') ? whole?.slice(0, -1) : whole;
      const told: unknown = extensions?.code;
      const isOwn =
        told === 'DOWNSTREAM_SERVICE_ERROR' || told === 'INVALID_GRAPHQL' || told === 'SUBGRAPH_UNAVAILABLE';
      const code = isOwn ? '' : String(told ?? '');
      const { printed, isHidden } = printedPart(path ?? [], data);
      const place = JSON.stringify(path === undefined ? null : printed);
      return {
        text: `${place} ${code}`,
        code,
        way:
          path === undefined
            ? 'nowhere'
            : path.map((step) => `/${Number.isInteger(step) ? '#' : step}`).join(''),
        isMore: isHidden || isSilence(error) || isAssertion(error),
      };
    });
}

/** A path as far as it leads into what is printed. */
function printedPart(path: readonly (string | number)[], data: unknown) {
  let value = data;
  for (const [at, step] of path.entries()) {
    const isNull = typeof value !== 'object' || value === null;
    if (isNull || !Object.hasOwn(value ?? {}, step)) return { printed: path.slice(0, at), isHidden: !isNull };
    value = Reflect.get(Object(value), step);
  }
  return { printed: path, isHidden: false };
}
