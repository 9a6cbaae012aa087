import type { DataFlow } from '../../../data-flow/data-flow.ts';

/** What went wrong. */
export interface Problem {
  readonly code: string;
  /** In the gateway's words, English. */
  readonly message: string;
  readonly status: number;
}

/** What came of a query. */
export type Outcome =
  /** It was let in: what happened for it, and what it says went wrong. */
  | { readonly kind: 'TOLD'; readonly flow: DataFlow; readonly problems: readonly Problem[] }
  /** No registry was asked, for these reasons. */
  | { readonly kind: 'REFUSED'; readonly problems: readonly Problem[] }
  /** The answer has no account of what happened: its caller asked for none, or the question was about the schema. */
  | { readonly kind: 'NOTHING' };

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions?: { readonly code?: string };
    }[];
    readonly extensions?: { readonly dataFlow?: DataFlow };
  };
}

/** What came of the query that has this answer. */
export function outcomeOf({ status, body }: Answer): Outcome {
  const problems = (body.errors ?? []).map(({ message, extensions }) => ({
    code: extensions?.code ?? '',
    message,
    status,
  }));
  const flow = body.extensions?.dataFlow;
  const hasData = Object.values(body.data ?? {}).some((value) => value !== null);
  const isRefused = problems.length > 0 && !hasData && (flow === undefined || flow.calls.length === 0);
  if (isRefused) return { kind: 'REFUSED', problems };
  return flow === undefined ? { kind: 'NOTHING' } : { kind: 'TOLD', flow, problems };
}

/** The answer as it is read: without what the picture shows. */
export function withoutFlow({ body }: Answer): Answer['body'] {
  const { extensions, ...rest } = body;
  if (extensions === undefined) return rest;
  const { dataFlow: _drawn, ...others } = extensions;
  return { ...rest, extensions: others };
}
