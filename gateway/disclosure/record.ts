import { z } from 'zod';
import { isPurpose, type Purpose } from '../../subgraphs/registry/purpose.ts';
import { type ErrorCode, isErrorCode } from '../errors.ts';
import {
  commitmentsByFact,
  fieldsText,
  hexadecimal,
  moment,
  network,
  pseudonym,
  safeText,
  statedText,
  subjectId,
  traceId,
  uuid,
} from './record-texts.ts';

const purpose = z.custom<Purpose>((code) => typeof code === 'string' && isPurpose(code), {
  error: 'is not a registered purpose',
});

const request = {
  requestId: uuid,
  at: moment,
  traceId,
  clientId: safeText,
  /** The organisation that answers for the client. */
  owner: safeText,
  credential: z.enum(['TOKEN', 'CERTIFICATE', 'PERSON_TOKEN']),
  purpose,
  legalBasis: safeText,
  caseReference: statedText.nullable(),
  /** Pseudonymous. */
  endUser: pseudonym.nullable(),
  consentIds: z.array(traceId),
  operation: z.strictObject({ name: safeText.nullable(), hash: hexadecimal }).nullable(),
  policyVersion: safeText,
};

const intent = z.strictObject({
  kind: z.literal('INTENT'),
  ...request,
  /** Whom the request asks about. */
  subjects: z.array(subjectId),
  /** Whom the plan may ask. */
  registries: z.array(safeText),
  /** Fields of the graph that were asked for and not given, `Type.field`. */
  denied: z.array(safeText),
});

const factRead = z.strictObject({ fact: safeText, state: safeText, reason: safeText.nullable() });

/** What one registry told of the person, and what of it went out. */
export const toldSchema = z.strictObject({
  registry: safeText,
  /** What the gateway read, with what derived facts were made from. */
  read: z.array(factRead),
  /** Of each fact in the answer its fields there. */
  disclosed: z.array(fieldsText),
  /** Of each fact in the answer, its salted commitment. */
  commitments: commitmentsByFact,
  reachedSource: z.enum(['YES', 'NO', 'UNKNOWN']),
});

const outcome = z.strictObject({
  kind: z.literal('OUTCOME'),
  ...request,
  subject: subjectId,
  /** By registry: what is said once of the person and the request is written once. */
  told: z.array(toldSchema),
  /** Whether the person is under a non-disclosure order, or counts as such. */
  protected: z.boolean(),
  result: z.enum(['DISCLOSED', 'NOT_DELIVERED', 'CLIENT_GONE', 'FAILED']),
  latencyMs: z.number().nonnegative(),
});

const refusal = z.strictObject({
  kind: z.literal('REFUSAL'),
  ...request,
  clientId: safeText.nullable(),
  owner: safeText.nullable(),
  credential: request.credential.nullable(),
  purpose: purpose.nullable(),
  legalBasis: safeText.nullable(),
  /** Fields of the graph that were asked for and not given, `Type.field`. */
  denied: z.array(safeText),
  code: z.custom<ErrorCode>(isErrorCode, { error: 'is not an error code' }),
  /** Only where several are in one record: how many, since when, and the network of strangers where it is one. */
  summed: z
    .strictObject({ count: z.int().positive(), since: moment, network: network.nullable() })
    .optional(),
});

const stamp = { eventId: uuid, bootId: uuid };

/** A start of a gateway, so that gaps between runs show. */
const boot = z.strictObject({
  kind: z.literal('BOOT'),
  ...stamp,
  at: moment,
  /** The last number in the log when the gateway started. */
  seqSoFar: z.int().nonnegative(),
});

/** What a caller gives to the log; strict: nothing that is not named here, and no identity code in any text. */
export const newRecord = z.discriminatedUnion('kind', [intent, outcome, refusal]);

/** What a caller gives to the log. */
export type NewRecord = z.infer<typeof newRecord>;

/** The record of what one person's data came to. */
export type Outcome = Extract<NewRecord, { kind: 'OUTCOME' }>;

/** What one registry told of the person. */
export type Told = Outcome['told'][number];

/** What is in the log: with the id of the event and of the gateway's run. */
export const storedRecord = z.discriminatedUnion('kind', [
  intent.extend(stamp),
  outcome.extend(stamp),
  refusal.extend(stamp),
  boot,
]);

/** What is in the log. */
export type StoredRecord = z.infer<typeof storedRecord>;
