import type { Position } from '../chain.ts';
import type { DisclosureKeys } from '../keys.ts';
import { commit, commitRest, newSalt, rootOf, saltHashOf } from './commitment.ts';
import { factsOf, withoutFacts } from './facts-of.ts';
import { manifestOf, type PlacedPerson } from './manifest.ts';
import { type Receipt, signReceipt } from './receipt.ts';

/** What a receipt says of the request. */
export type ReceiptTerms = Pick<
  Receipt,
  | 'requestId'
  | 'clientId'
  | 'owner'
  | 'purpose'
  | 'caseReference'
  | 'operationHash'
  | 'registries'
  | 'fields'
  | 'at'
>;

/** A receipt as it goes into `extensions.receipt`; the salt belongs to the client alone and is kept nowhere. */
export interface IssuedReceipt {
  readonly jws: string;
  readonly salt: string;
}

/** A receipt that is not signed yet: first the log must have the commitments. */
export interface PreparedReceipt {
  /** Of one person, the commitments to facts by their names, for the records of outcomes. */
  readonly commitmentsOf: (subject: string) => ReadonlyMap<string, string>;
  /** Signs the receipt, once the outcomes are in the log; `places` are theirs. */
  readonly issue: (
    terms: ReceiptTerms,
    log: { readonly logId: string; readonly keys: DisclosureKeys; readonly places: readonly Position[] },
  ) => IssuedReceipt;
}

/** Commits to the facts of an answer. */
export function prepareReceipt(data: unknown, people: readonly PlacedPerson[]): PreparedReceipt {
  const salt = newSalt();
  const manifest = manifestOf(people);
  const commitments: string[] = [];
  const bySubject = new Map<string, Map<string, string>>();
  for (const answered of factsOf(data, manifest)) {
    const { subject, fact } = answered;
    const commitment = commit(answered, salt);
    commitments.push(commitment);
    const own = bySubject.get(subject) ?? new Map<string, string>();
    bySubject.set(subject, own.set(fact, commitment));
  }
  const sealed = {
    root: rootOf(commitments),
    facts: commitments.length,
    rest: commitRest(withoutFacts(data, manifest), salt),
    saltHash: saltHashOf(salt),
    manifest,
  };
  return {
    commitmentsOf: (subject) => bySubject.get(subject) ?? new Map(),
    issue: (terms, { logId, keys, places }) => {
      const [first, last] = [places[0], places.at(-1)];
      if (first === undefined || last === undefined) throw new Error('a receipt needs records in the log');
      const place = { firstSeq: first.seq, lastSeq: last.seq, lastHash: last.hash };
      return { jws: signReceipt({ receiptVersion: 1, logId, ...terms, ...sealed, ...place }, keys), salt };
    },
  };
}
