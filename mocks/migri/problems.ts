import type { FastifyReply } from 'fastify';
import type { Problem } from '../../subgraphs/migri/contract.ts';

const problems = {
  'invalid-request': { status: 400, title: 'The request is not valid.' },
  'no-token': { status: 401, title: 'An access token is needed.' },
  'invalid-token': { status: 401, title: 'The access token is not valid or has expired.' },
  'insufficient-scope': { status: 403, title: 'The access token lacks the scope for this.' },
  'too-large': { status: 413, title: 'The request body is too large.' },
  'unsupported-media-type': { status: 415, title: 'The request body must be application/json.' },
  'too-many-searches': { status: 429, title: 'Too many searches in a minute.' },
  maintenance: { status: 503, title: 'The register is closed for maintenance.' },
} as const;

/** What can be wrong (mocks/migri/README.md, "Errors"); the last part of the problem's `type`. */
export type ProblemKind = keyof typeof problems;

/** One fault in a body: where, as a JSON pointer in a URI fragment, and what. Never the value itself. */
export interface BodyFault {
  readonly pointer: string;
  readonly detail: string;
}

/** Answers with problem+json (RFC 7807). */
export function sendProblem(
  reply: FastifyReply,
  kind: ProblemKind,
  errors: readonly BodyFault[] = [],
): FastifyReply {
  const { status, title } = problems[kind];
  const problem: Problem = {
    type: `https://permit-register.example/problems/${kind}`,
    title,
    status,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem));
}
