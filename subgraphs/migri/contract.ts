import { z } from 'zod';

// Codes are plain text on the wire and the lists below say what is known today: a code that Migri adds later
// must cost one value, not the whole record.

/** What a permit application is for (mocks/migri/README.md, "Codes"). */
export const caseKinds = ['FIRST_PERMIT', 'EXTENSION', 'PERMANENT', 'WITHDRAWAL'] as const;

/** Where a permit application is (mocks/migri/README.md, "Codes"). */
export const caseStates = ['SUBMITTED', 'IN_PROCESS', 'WAITING_FOR_APPLICANT', 'DECIDED', 'LAPSED'] as const;

/** How a case was decided (mocks/migri/README.md, "Codes"). */
export const decisions = ['GRANTED', 'REFUSED', 'WITHDRAWN'] as const;

/** Permit types: continuous, temporary, permanent, long-term EU (mocks/migri/README.md, "Codes"). */
export const permitTypes = ['A', 'B', 'P', 'P_EU'] as const;

/** Grounds of permits and applications that are known today (mocks/migri/README.md, "Codes"). */
export const permitGrounds = [
  'STUDY',
  'RESEARCH',
  'EMPLOYMENT',
  'FAMILY',
  'INTERNATIONAL_PROTECTION',
  'TEMPORARY_PROTECTION',
] as const;

const date = z.iso.date();

/** A permit case: an application, or a withdrawal that Migri started (mocks/migri/README.md, "Case"). */
export const permitCaseSchema = z.object({
  caseNumber: z.string(),
  kind: z.string(),
  ground: z.string(),
  state: z.string(),
  submittedOn: date,
  decidedOn: date.optional(),
  decision: z.string().optional(),
});

/** A permit case as Migri's register sends it. */
export type PermitCaseRecord = z.infer<typeof permitCaseSchema>;

/** A residence permit; no `validUntil` means until further notice (mocks/migri/README.md, "Permit"). */
export const permitSchema = z.object({
  permitNumber: z.string(),
  type: z.string(),
  ground: z.string(),
  validFrom: date,
  validUntil: date.optional(),
});

/** A residence permit as Migri's register sends it. */
export type PermitRecord = z.infer<typeof permitSchema>;

/** A person in `POST /permit-register/v1/persons/search` (mocks/migri/README.md, "Person"). */
export const registeredPersonSchema = z.object({
  /** The person OID that the register holds: one of those asked, and only that one finds the person. */
  personOid: z.string(),
  customerNumber: z.string(),
  /** The ground of the person's first permit ever; left out when the register does not know it. */
  firstPermitGround: z.string().optional(),
  cases: z.array(permitCaseSchema),
  permits: z.array(permitSchema),
});

/** A person as Migri's register sends it when asked by person OID. */
export type RegisteredPerson = z.infer<typeof registeredPersonSchema>;

/** A person in `POST /permit-register/v1/customers/search`: the register may know no person OID. */
export const registeredCustomerSchema = registeredPersonSchema.partial({ personOid: true });

/** A person as Migri's register sends it when asked by customer number. */
export type RegisteredCustomer = z.infer<typeof registeredCustomerSchema>;

/** The reply of both searches; each person is parsed by itself, so that one bad record spoils no other. */
export const searchReplySchema = z.object({ persons: z.array(z.unknown()) });

/** An error: problem+json of RFC 7807 (mocks/migri/README.md, "Errors"). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/** An error body of Migri's register. It never repeats what was sent. */
export type Problem = z.infer<typeof problemSchema>;

/** The reply of `POST /oauth2/token` (mocks/migri/README.md, "Authentication"). */
export const tokenReplySchema = z.object({
  access_token: z.string().min(1),
  token_type: z.string(),
  expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
});

/** An access token for Migri's register. */
export type TokenReply = z.infer<typeof tokenReplySchema>;

/** The most identifiers that a search takes. */
export const maxIdentifiersInSearch = 5000;
