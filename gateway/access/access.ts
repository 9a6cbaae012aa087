import type { DataRow } from '../../subgraphs/registry/data-rows.ts';
import type { ConsentRegistry, ConsentState } from '../../subgraphs/registry/grant.ts';
import type { Purpose } from '../../subgraphs/registry/purpose.ts';
import type { ErrorCode } from '../errors.ts';

/** What kind of client it is: the kind alone decides which entry points and which table are the client's. */
export type ClientKind = 'AUTHORITY' | 'PERSON_SERVICE' | 'DEVELOPER';

/** A registered client. */
export interface Client {
  readonly id: string;
  readonly kind: ClientKind;
  /** The organisation that answers for it. */
  readonly owner: string;
  readonly purposes: readonly Purpose[];
  /** When the registration ends, ISO. */
  readonly expiresAt: string;
  readonly limits: ClientLimits;
}

/** How much a client may ask. */
export interface ClientLimits {
  readonly requestsPerMinute: number;
  /** Requests of one end user in a minute; 240 unless told. */
  readonly endUserRequestsPerMinute?: number | undefined;
  /** Distinct people per end user, or per client where there is none, in a minute. */
  readonly peoplePerMinute: number;
  /** Distinct people of an authority with all of its end users; two and a half times as many as of one unless told. */
  readonly clientPeoplePerMinute?: number | undefined;
  /** People in one list. */
  readonly peoplePerList: number;
  readonly bodyKib: number;
  /** The largest data of one answer. */
  readonly answerKib: number;
  /** Most cost of one operation, in calls to registries. */
  readonly cost: number;
}

/** Who asks, what for, and for whom: established before anything is parsed. */
export interface Access {
  readonly client: Client;
  readonly credential: 'TOKEN' | 'CERTIFICATE' | 'PERSON_TOKEN';
  readonly purpose: Purpose;
  readonly caseReference: string | null;
  /** Pseudonymous id of the end user; for a person service the issuer and subject, hashed. */
  readonly endUser: string | null;
  readonly needs: readonly DataRow[];
  /** The learner number that a person's own token is linked to; null for others, and when there is no link. */
  readonly person: string | null;
  readonly consents: Readonly<Partial<Record<ConsentRegistry, ConsentState>>> | null;
  /** Ids of the consent tokens used; never the tokens. */
  readonly consentIds: readonly string[];
  readonly traceId: string;
}

/** What of a request tells who asks and what for. */
export interface AccessRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Names and values in turn, as they came: only they show that a header came twice. */
  readonly rawHeaders: readonly string[];
  /** Path and query: a token in a query is refused. */
  readonly url: string;
  /** The address at the other end of the socket. */
  readonly peerAddress: string;
  /** The subject of the certificate that the other end proved, RFC 4514; null without one. */
  readonly certificateSubject: string | null;
}

/** Why a request is refused: for the log and its tests. A client without a valid credential is never told. */
export type RefusalReason =
  | 'NO_CREDENTIAL'
  | 'CREDENTIAL_TWICE'
  | 'TOKEN_IN_URL'
  | 'NOT_BEARER'
  | TokenProblem
  | 'CLIENT_UNKNOWN'
  | 'CLIENT_EXPIRED'
  | 'CLIENTS_DIFFER'
  | 'ADDRESS'
  | 'XROAD_CLIENT'
  | 'PURPOSE'
  | 'PURPOSE_OF_TOKEN'
  | 'CASE'
  | 'END_USER'
  | 'NEEDS';

/** What can be wrong with a token. */
export type TokenProblem =
  | 'TOKEN_MALFORMED'
  | 'TOKEN_ALGORITHM'
  | 'TOKEN_BRINGS_KEY'
  | 'TOKEN_TYPE'
  | 'TOKEN_ISSUER'
  | 'TOKEN_KEY_UNKNOWN'
  | 'TOKEN_SIGNATURE'
  | 'TOKEN_AUDIENCE'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_WITHOUT_EXPIRY'
  | 'TOKEN_NOT_YET_VALID'
  | 'TOKEN_ISSUED_AT'
  | 'TOKEN_TOO_OLD'
  | 'TOKEN_BOUND_TO_CERTIFICATE'
  | 'KEYS_UNAVAILABLE';

/** Why a request is refused before it is read. */
export interface Refusal {
  readonly code: ErrorCode;
  /** What is accepted; says nothing of the request. */
  readonly message: string;
  readonly reason: RefusalReason;
  /** The client, when it is known: refusals are logged too. */
  readonly clientId: string | null;
  readonly retryAfterSeconds?: number;
}
