import type { Purpose } from './purpose.ts';

/** How much of a row a purpose gets. */
export type Cell =
  /** Given. */
  | 'GIVEN'
  /** Given only when the request names the row as needed for its case. */
  | 'IF_NEEDED'
  /** Given with all but its last digits hidden. */
  | 'MASKED'
  /** Never. */
  | 'NEVER';

/** The version of the table, in every record of a disclosure. */
export const tableVersion = '2026-11-30';

type Row = Readonly<Record<Purpose, Cell>>;

/** Cells in the order of `purposes`: first permit, extension, check after, fee obligation, self-service, sandbox. */
type Cells = readonly [Cell, Cell, Cell, Cell, Cell, Cell];

function row([first, extension, check, fee, self, sandbox]: Cells): Row {
  return {
    MIGRI_FIRST_PERMIT: first,
    MIGRI_EXTENSION: extension,
    MIGRI_POST_CHECK: check,
    FEE_OBLIGATION_CHECK: fee,
    VF_SELF_SERVICE: self,
    SANDBOX: sandbox,
  };
}

/**
 * The minimisation table: which data which purpose gets. Every field of the graph names its row (`@disclosedAs`); a
 * field without one is given to nobody.
 */
export const dataRows = {
  /** Says nothing of a person: schema, states, reasons, sources, rules, labels. */
  ENVELOPE: row(['GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'GIVEN']),
  /** Asking for a person by an identifier. */
  SEARCH: row(['GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'NEVER', 'GIVEN']),
  /** Asking for oneself. */
  SELF: row(['NEVER', 'NEVER', 'NEVER', 'NEVER', 'GIVEN', 'NEVER']),
  /** Learner number and other OIDs of the person, and how they belong together. */
  LEARNER_NUMBER: row(['GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'MASKED', 'GIVEN']),
  /** Names, birth date, citizenships. */
  PERSON: row(['GIVEN', 'GIVEN', 'NEVER', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Whether the person is protected: travels with everything. */
  PROTECTION: row(['GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'GIVEN']),
  /** Study places: applications and choices; for an extension where a new place is at hand. */
  ADMISSION: row(['GIVEN', 'IF_NEEDED', 'NEVER', 'NEVER', 'GIVEN', 'GIVEN']),
  /** The text of a condition of admission. */
  CONDITION: row(['GIVEN', 'IF_NEEDED', 'NEVER', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Fee obligation, payment state, amounts. */
  FEE: row(['GIVEN', 'GIVEN', 'IF_NEEDED', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Rights to study and their states. */
  STUDY_RIGHT: row(['GIVEN', 'GIVEN', 'GIVEN', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Registration for terms; for a first permit where the person studies here already. */
  TERM_REGISTRATION: row(['IF_NEEDED', 'GIVEN', 'GIVEN', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Credits by year, and degrees. */
  CREDITS: row(['IF_NEEDED', 'GIVEN', 'GIVEN', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Single attainments. */
  ATTAINMENTS: row(['NEVER', 'IF_NEEDED', 'NEVER', 'NEVER', 'GIVEN', 'GIVEN']),
  /** What reveals where the person lives or studies: municipality, site. */
  PLACE: row(['NEVER', 'NEVER', 'NEVER', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Permit cases and permits: Migri's own. */
  PERMIT: row(['GIVEN', 'GIVEN', 'GIVEN', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Type and ground of permits, and the ground of the first one: what the fee obligation turns on. */
  PERMIT_GROUND: row(['GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'GIVEN', 'GIVEN']),
  /** Who must do what by when: rests only on facts that the purpose gets. */
  NEXT_STEPS: row(['GIVEN', 'GIVEN', 'GIVEN', 'NEVER', 'GIVEN', 'GIVEN']),
  /** Who has looked at the person's data. */
  OWN_LOG: row(['NEVER', 'NEVER', 'NEVER', 'NEVER', 'GIVEN', 'NEVER']),
} as const satisfies Record<string, Row>;

/** A row of the minimisation table. */
export type DataRow = keyof typeof dataRows;

/** Whether a text names a row of the table. */
export function isDataRow(text: string): text is DataRow {
  return Object.hasOwn(dataRows, text);
}
