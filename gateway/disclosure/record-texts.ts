import { z } from 'zod';
import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { holdsIdentityCode } from '../identity-codes/identity-code-like.ts';

/** Records name the same few fields, registries and states again and again. */
const knownSafe = new Set<string>();
const mostKnown = 5_000;

function isSafe(text: string): boolean {
  if (knownSafe.has(text)) return true;
  if (holdsIdentityCode(text)) return false;
  if (knownSafe.size >= mostKnown) knownSafe.clear();
  knownSafe.add(text);
  return true;
}

const longestText = 200;

/** A text that a record may hold: short, and nothing in it looks like a personal identity code. */
export const safeText = z
  .string()
  .max(longestText, { error: 'is longer than 200 characters' })
  .refine(isSafe, { error: 'looks like a personal identity code' });

/** Fields of a fact as a selection is written: no value can stand among names, braces and blanks unnoticed. */
export const fieldsText = z
  .string()
  .max(20_000, { error: 'is longer than 20,000 characters' })
  .regex(/^[\w{} ]+$/, { error: 'is not a selection of fields' })
  .refine(isSafe, { error: 'looks like a personal identity code' });

/** A reference that the access control let in: by the same rule, so that nothing is let in that cannot be recorded. */
export const statedText = z
  .string()
  .max(longestText, { error: 'is longer than 200 characters' })
  .refine((text) => !holdsIdentityCode(text), { error: 'holds a personal identity code' });

/** A hexadecimal hash or id: by chance its digits may look like those of an identity code. */
export const hexadecimal = z.string().regex(/^[0-9a-f]{32,64}$/i);

/** A random id, checked by its own shape: by chance its digits may look like those of an identity code. */
export const uuid = z.uuid();

/** A trace's id: 32 hexadecimal digits or a UUID, whose digits mean nothing, or another safe text. */
export const traceId = z.union([hexadecimal, uuid, safeText]);

/** The pseudonym of an end user, by the rule of the access control. */
export const pseudonym = z.union([hexadecimal, uuid, statedText]);

/** The network of a sender: an IPv4 address, or 64 bits of an IPv6 one; its digits are no identity code's. */
export const network = z.union([z.ipv4(), z.cidrv6()]);

/** A moment, ISO in UTC with milliseconds: moments of one form compare as texts. */
export const moment = z.iso.datetime({ precision: 3 });

/** Whether a text is a learner number, or the keyed hash of a personal identity code that was asked for. */
export function isSubjectId(text: string): boolean {
  return isOppijanumero(text) || /^code:[\w-]{43}$/.test(text);
}

/** A learner number, or a keyed hash. */
export const subjectId = z.string().refine(isSubjectId, {
  error: 'is neither a learner number nor a keyed hash',
});

const hashForm = /^[\w-]{43}$/;

/** Whether a text is a SHA-256 hash in base64url. */
export function isCommitment(text: string): boolean {
  return hashForm.test(text);
}

/** Commitments by the names of their facts; checked as a whole, since each answer brings all of them anew. */
export const commitmentsByFact = z
  .custom<Readonly<Record<string, string>>>((value) => typeof value === 'object' && value !== null)
  .superRefine((commitments, context) => {
    for (const [fact, commitment] of Object.entries(commitments)) {
      if (fact.length > longestText || !isSafe(fact))
        context.addIssue(
          'a fact’s name is longer than 200 characters or looks like a personal identity code',
        );
      if (!isCommitment(commitment)) context.addIssue('a commitment is not a SHA-256 hash in base64url');
    }
  });
