/** A registered purpose: what a request's reads are for, and on what ground they are lawful. */
export interface PurposeTerms {
  /** The ground, in words that may be shown to the person. */
  readonly legalBasis: string;
  /** Whether a request must name a case of the asking authority. */
  readonly needsCase: boolean;
  /** Whether a request must name the official for whom it is made, by a pseudonymous id. */
  readonly needsEndUser: boolean;
  /** How long the person's own view of the log holds an entry back, in days, so as not to endanger an inquiry. */
  readonly heldBackDays: number;
}

/** Every registered purpose. A request is for exactly one of them. */
export const purposes = {
  /** First residence permit for studies: one person while a case is open. */
  MIGRI_FIRST_PERMIT: {
    legalBasis: 'GDPR 6(1)(c) and (e); Act 615/2020 on personal data in immigration administration',
    needsCase: true,
    needsEndUser: true,
    heldBackDays: 0,
  },
  /** Extended permit for studies. */
  MIGRI_EXTENSION: {
    legalBasis: 'GDPR 6(1)(c) and (e); Act 615/2020 on personal data in immigration administration',
    needsCase: true,
    needsEndUser: true,
    heldBackDays: 0,
  },
  /** Monitoring after the decision, of many people at once and by a system: no single official asks. */
  MIGRI_POST_CHECK: {
    legalBasis: 'GDPR 6(1)(c) and (e); Act 615/2020 on personal data in immigration administration',
    needsCase: true,
    needsEndUser: false,
    heldBackDays: 90,
  },
  /** An education authority checks what the fee obligation turns on: the ground of the first permit. */
  FEE_OBLIGATION_CHECK: {
    legalBasis: 'GDPR 6(1)(c); Universities Act and Universities of Applied Sciences Act, fee obligation',
    needsCase: true,
    needsEndUser: true,
    heldBackDays: 0,
  },
  /** The person's own view in a Virtual Finland client, by consent. */
  VF_SELF_SERVICE: {
    legalBasis: 'GDPR 6(1)(a): the person’s consent',
    needsCase: false,
    needsEndUser: false,
    heldBackDays: 0,
  },
  /** Synthetic people only. */
  SANDBOX: {
    legalBasis: 'No personal data: synthetic people only',
    needsCase: false,
    needsEndUser: false,
    heldBackDays: 0,
  },
} as const satisfies Record<string, PurposeTerms>;

/** The code of a registered purpose. */
export type Purpose = keyof typeof purposes;

/** Whether a text is the code of a registered purpose. */
export function isPurpose(text: string): text is Purpose {
  return Object.hasOwn(purposes, text);
}
