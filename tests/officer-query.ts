/** What a permit officer asks of one student: the whole picture, every fact with its state, source and time. */
export const officerFields = /* GraphQL */ `
  oppijanumero
  identity {
    ...envelope
    givenNames familyName birthDate minor nonDisclosure hasPersonalIdentityCode identificationMethod mergedRecords
    citizenships { code name { en } }
  }
  admissions {
    ...envelope
    items {
      id applicationRound { name { en } } applicationOption { oid name { en } } institution { code name { en } }
      selection acceptance firstRegistration feeObligation startYear startSeason
    }
  }
  admissionConditions { ...envelope items { admissionId conditional condition { en } published acceptanceDeadlineAt } }
  feePayments { ...envelope items { admissionId state reason { code } payment recordedAt } }
  studyRights {
    ...envelope
    items { id institution { code name { en } } type typeLabel { en } startsOn endsOn currentState states { state startsOn endsOn } programmeName { en } }
  }
  termRegistrations { ...envelope items { studyRightId state startsOn endsOn } }
  termFees { ...envelope due { studyRightId startsOn endsOn amount { cents } } paid { studyRightId startsOn fullyPaid paid { cents } scholarship { cents } } }
  studyProgress { ...envelope academicYears { startsOn done recognised } }
  permitCases { ...envelope items { id kind ground state submittedOn decision } }
  permits { ...envelope customerNumber firstPermitGround items { id type ground validFrom validUntil } }
  tuitionFees { ...envelope items { admissionId studyRightIds feeObligation registerState registerPayment dueInVirta { cents } paidInVirta { cents } scholarshipInVirta { cents } conflict } }
  freeMovement { ...derived value }
  bindingStudyPlace { ...derived value places { admissionId value condition { en } } }
  tuitionFeeRequirement { ...derived value basis conflict places { admissionId studyRightIds value basis due { cents } open { cents } conflict } }
  studyRightValidity { ...derived value validStudyRightIds endedOn endState }
  attendance { ...derived value termStartsOn }
  studiesStarted { ...derived value byStudyRight { studyRightId started startedOn } }
  studyLevel { ...derived value }
  institutionChange { ...derived value changes { fromStudyRightId toStudyRightId endedOn startsOn gapDays } }
  sourcesAgree { ...derived value comparisons { subject agree } }
  nextSteps { ...derived items { kind actor dueAt fact } }
`;

export const fragments = /* GraphQL */ `
  fragment envelope on Fact { state reason { code whoCanFix retryAt field } source { registry observedAt recordedAt servedFrom } }
  fragment derived on DerivedFact {
    determination validOn rule { id version } inputs { fact registry state observedAt } missing { fact state reason { code whoCanFix } }
  }
`;

export const officerQuery = /* GraphQL */ `
  query Officer($oppijanumero: Oppijanumero!) { student(oppijanumero: $oppijanumero) { ${officerFields} } }
  ${fragments}
`;

export const officerBulkQuery = /* GraphQL */ `
  query OfficerBulk($oppijanumerot: [ID!]!) {
    students(oppijanumerot: $oppijanumerot) { askedFor code reason { code } student { ${officerFields} } }
  }
  ${fragments}
`;

/** Three fields of one student: who it is, and whether two registries know something. */
export const narrowQuery = /* GraphQL */ `
  query Narrow($oppijanumero: Oppijanumero!) {
    student(oppijanumero: $oppijanumero) { identity { familyName } studyRights { state } permits { state } }
  }
`;

/** The learner number of a persona, e.g. 9000 for P00. */
export function personaOid(number: number): string {
  return `1.2.246.562.24.${String(number).padStart(11, '0')}`;
}
