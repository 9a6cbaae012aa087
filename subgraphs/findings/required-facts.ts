import { z } from 'zod';
import { complete, envelope, type Read, type reason, records, text } from './shapes.ts';
import { admission, admissionCondition, feePayment } from './study-places.ts';
import { feeDue, rightProgress, studyRight, termFeePayment, termRegistration } from './study-records.ts';

export type {
  Admission,
  AdmissionCondition,
  FeeObligation,
  FeePayment,
  FeePaymentState,
  FirstRegistration,
  PlaceAcceptance,
} from './study-places.ts';
export type {
  Cents,
  FeeDue,
  RightProgress,
  StudyRight,
  StudyRightState,
  StudyRightStatePeriod,
  StudyRightType,
  TermFeePayment,
  TermRegistration,
  TermRegistrationState,
} from './study-records.ts';

/** The facts of other subgraphs that rules may read, by their fields of `Student`, and all that is read of each. */
export const requiredFacts = {
  identity: envelope.extend({ citizenships: z.array(z.object({ code: text })).nullable() }),
  admissions: records(admission),
  admissionConditions: records(admissionCondition),
  feePayments: envelope.extend({ items: z.array(feePayment).nullable() }),
  studyRights: records(studyRight),
  termRegistrations: records(termRegistration),
  termFees: envelope.extend({
    due: z.array(feeDue).nullable(),
    payments: z.array(termFeePayment).nullable(),
    complete,
  }),
  studyProgress: envelope.extend({ byStudyRight: z.array(rightProgress).nullable(), complete }),
};

/** Of study places only their level and whether they are kept. */
export const admissionLevels = records(admission.pick({ acceptance: true, educationLevel: true }));

/** Name of a fact that a rule may read: a field of `Student`. */
export type FactName = keyof typeof requiredFacts;

/** What of facts is read, by their names. */
export type FactShapes = Readonly<Partial<Record<FactName, z.ZodObject>>>;

/** Facts as the gateway delivers them; one is null when its subgraph gave nothing at all. */
export type Delivered<Shapes extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Shapes]?: Read<Shapes[Name]> | null;
};

/** All facts that rules read. */
export type RequiredFacts = Delivered<typeof requiredFacts>;

/** Who the person is, from ONR. */
export type RequiredIdentity = Read<typeof requiredFacts.identity>;

/** The envelope of a fact, whichever it is. */
export type RequiredFact = Read<typeof envelope>;

/** A reason without its message. */
export type RequiredReason = Read<typeof reason>;
