import { z } from 'zod';
import { type FactRead, factReadSchema } from '../../../subgraphs/registry/fact-read.ts';
import { type UpstreamCall, upstreamCallSchema } from '../../../subgraphs/registry/upstream-call.ts';
import { CallFailure, type FailureKind } from './call-failure.ts';

const members = z.record(z.string(), z.unknown());

/** A GraphQL response, without what else may stand beside these members. */
const responseSchema = z.object({
  data: members.nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: members.nullish(),
      }),
    )
    .nullish(),
  extensions: members.nullish(),
});

const readsSchema = z.array(factReadSchema);
const callsSchema = z.array(upstreamCallSchema);

/** A GraphQL response that a subgraph gave. */
export type GraphqlReply = Pick<z.infer<typeof responseSchema>, 'data' | 'errors'>;

/** An error in it. */
export type RemoteError = NonNullable<GraphqlReply['errors']>[number];

/** What a subgraph of this project tells beside its response. */
export interface OwnTelling {
  /** What of whom it read; null from a subgraph that tells no such thing, which none of this project's is. */
  readonly reads: readonly FactRead[] | null;
  /** Calls that went out to registries: to a gateway that asked for them. */
  readonly calls: readonly UpstreamCall[];
}

/** What stands in an answer; and what is wrong with it as a response, which does not undo what was read. */
export type ReadReply = OwnTelling &
  (
    | { readonly failed: null; readonly reply: GraphqlReply }
    | { readonly failed: FailureKind; readonly reply: null }
  );

/** Reads an answer's JSON. Throws `CallFailure` when what it says of what was read is not in form. */
export function readReply(value: unknown, status: number): ReadReply {
  const parsed = responseSchema.safeParse(value);
  const telling = tellingIn(value, status);
  if (!parsed.success) return { ...telling, failed: 'NOT_GRAPHQL', reply: null };
  const { data, errors } = parsed.data;
  const isEmpty = !data && (errors ?? []).length === 0;
  return isEmpty
    ? { ...telling, failed: 'NO_DATA', reply: null }
    : { ...telling, failed: null, reply: { data, errors } };
}

/** What is told beside a response stands also where the response itself is malformed. */
function tellingIn(value: unknown, status: number): OwnTelling {
  const found = z.object({ extensions: members }).safeParse(value);
  const extensions = found.success ? found.data.extensions : {};
  if (!('reads' in extensions)) return { reads: null, calls: [] };
  const reads = readsSchema.safeParse(extensions.reads);
  if (!reads.success) throw new CallFailure('BAD_READS', status);
  // These explain, and nothing rests on them.
  const calls = callsSchema.safeParse(extensions.calls);
  return { reads: reads.data, calls: calls.success ? calls.data : [] };
}
