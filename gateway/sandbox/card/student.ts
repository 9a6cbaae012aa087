import { z } from 'zod';
import { derived, envelope, money, said } from './answer.ts';

const institution = z.object({ name: said });
const namedByCode = institution.extend({ code: z.string().nullable() });
const period = { startsOn: z.string(), endsOn: z.string().nullable() };

const identity = envelope.extend({
  givenNames: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: z.string().nullable(),
  minor: z.boolean().nullable(),
  nonDisclosure: z.boolean().nullable(),
  treatedAsProtected: z.boolean().nullable(),
  mergedRecords: z.number().nullable(),
  complete: z.boolean().nullable(),
  identificationMethodLabel: said.nullish(),
  citizenships: z.array(z.object({ code: z.string(), name: said })).nullable(),
});

const admission = z.object({
  id: z.string(),
  applicationRound: z.object({ name: said }),
  applicationOption: z.object({ name: said }),
  institution,
  acceptanceLabel: said,
  feeObligationLabel: said.nullable(),
  startYear: z.number().nullable(),
  startSeasonLabel: said.nullable(),
});

const condition = z.object({
  admissionId: z.string(),
  conditional: z.boolean().nullable(),
  condition: said.nullable(),
  acceptanceDeadlineAt: z.string().nullable(),
});

const tuitionFee = z.object({
  admissionId: z.string().nullable(),
  studyRightIds: z.array(z.string()),
  institution,
  feeObligation: z.string().nullable(),
  feeObligationLabel: said.nullable(),
  registerPaymentLabel: said.nullable(),
  registerState: z.string(),
  conflict: z.boolean().nullable(),
});

const feeFinding = z.object({
  admissionId: z.string().nullable(),
  studyRightIds: z.array(z.string()),
  institution,
  valueLabel: said.nullable(),
  basisLabel: said.nullable(),
  due: money.nullable(),
  paid: money.nullable(),
  scholarship: money.nullable(),
  open: money.nullable(),
  conflict: z.boolean().nullable(),
});

const studyRight = z.object({
  id: z.string(),
  institution: namedByCode,
  typeLabel: said,
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  states: z.array(z.object({ state: z.string(), stateLabel: said, ...period })),
  programmeName: said,
});

const termRegistration = z.object({
  studyRightId: z.string().nullable(),
  institution: namedByCode,
  state: z.string(),
  stateLabel: said,
  ...period,
});

const permitCase = z.object({
  id: z.string(),
  kindLabel: said,
  groundLabel: said,
  stateLabel: said,
  submittedOn: z.string(),
  decidedOn: z.string().nullable(),
  decisionLabel: said.nullable(),
});

const permit = z.object({
  id: z.string().nullable(),
  typeLabel: said,
  groundLabel: said,
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
});

const listOf = <T extends z.ZodType>(item: T) => envelope.extend({ items: z.array(item).nullish() });

const comparison = z.object({
  subjectLabel: said,
  admissionRegisterSays: said,
  virtaSays: said,
  agree: z.boolean(),
});

const facts = z.object({
  identity: identity.nullable(),
  homeMunicipality: envelope.extend({ code: z.string().nullable() }).nullable(),
  admissions: listOf(admission).nullable(),
  admissionConditions: listOf(condition).nullable(),
  tuitionFees: listOf(tuitionFee).nullable(),
  termFees: envelope.nullable(),
  studyRights: listOf(studyRight).nullable(),
  termRegistrations: listOf(termRegistration).nullable(),
  studyProgress: envelope
    .extend({
      academicYears: z
        .array(z.object({ startsOn: z.string(), done: z.number(), recognised: z.number() }))
        .nullish(),
    })
    .nullable(),
  permitCases: listOf(permitCase).nullable(),
  permits: listOf(permit).nullable(),
  freeMovement: derived.extend({ value: z.boolean().nullable() }).nullable(),
  bindingStudyPlace: derived.extend({ value: z.string().nullable(), valueLabel: said.nullable() }).nullable(),
  tuitionFeeRequirement: derived
    .extend({
      value: z.string().nullable(),
      valueLabel: said.nullable(),
      conflict: z.boolean().nullable(),
      places: z.array(feeFinding),
    })
    .nullable(),
  studyRightValidity: derived
    .extend({
      value: z.boolean().nullable(),
      endedOn: z.string().nullable(),
      endStateLabel: said.nullable(),
    })
    .nullable(),
  attendance: derived.extend({ valueLabel: said.nullable() }).nullable(),
  studiesStarted: derived
    .extend({
      value: z.boolean().nullable(),
      byStudyRight: z.array(z.object({ startedOn: z.string().nullable() })),
    })
    .nullable(),
  studyLevel: derived.extend({ valueLabel: said.nullable() }).nullable(),
  institutionChange: derived
    .extend({
      value: z.boolean().nullable(),
      changes: z.array(z.object({ endedOn: z.string(), startsOn: z.string(), gapDays: z.number() })),
    })
    .nullable(),
  sourcesAgree: derived
    .extend({ value: z.boolean().nullable(), comparisons: z.array(comparison) })
    .nullable(),
  outsideCoverage: z.array(z.object({ subject: said, state: z.string(), heldBy: said })).nullable(),
  nextSteps: derived
    .extend({
      items: z.array(z.object({ text: said, actor: z.string(), dueAt: z.string().nullable() })),
    })
    .nullable(),
});

/** What an operation of the card asks of a student; a fact that it does not ask for is left out. */
export const studentShape = facts.partial().extend({ oppijanumero: z.string() });

/** What an operation of the card got of a student. */
export type CardStudent = z.infer<typeof studentShape>;
