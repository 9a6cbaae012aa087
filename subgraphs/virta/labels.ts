import type { LabelTable } from '../registry/labels.ts';

/** Labels of VIRTA's enums: those of the official code sets (virta-koski.md §2), in full where they are short. */
export const labels: LabelTable = {
  StudyRightType: {
    BACHELOR_APPLIED_SCIENCES: [
      'Ammattikorkeakoulututkinto',
      'Yrkeshögskoleexamen',
      "Bachelor's degree from a university of applied sciences",
    ],
    BACHELOR: ['Alempi korkeakoulututkinto', 'Lägre högskoleexamen', 'Lower university degree'],
    MASTER_APPLIED_SCIENCES: [
      'Ylempi ammattikorkeakoulututkinto',
      'Högre yrkeshögskoleexamen',
      "Master's degree from a university of applied sciences",
    ],
    MASTER: ['Ylempi korkeakoulututkinto', 'Högre högskoleexamen', "Master's degree"],
    SPECIALIST_MEDICAL: [
      'Erikoislääkäri- ja erikoishammaslääkärikoulutus',
      'Specialistläkarutbildning och specialisttandläkarutbildning',
      'Specialist medical and dental training',
    ],
    LICENTIATE: ['Lisensiaatintutkinto', 'Licentiatexamen', 'Licentiate degree'],
    DOCTORATE: ['Tohtorintutkinto', 'Doktorsexamen', 'Doctoral degree'],
    NATIONAL_EXCHANGE: [
      'Kotimainen opiskelijaliikkuvuus',
      'Inhemskt studentutbyte',
      'National student exchange',
    ],
    INTERNATIONAL_EXCHANGE: ['Kansainvälinen vaihto', 'Internationellt utbyte', 'International exchange'],
    CONTINUING_EDUCATION: ['Täydennyskoulutus', 'Fortbildning', 'Continuing education'],
    QUALIFICATION_TRAINING: [
      'Pätevöitymiskoulutus',
      'Behörighetsgivande utbildning',
      'Qualification training',
    ],
    SPECIALISATION_STUDIES: ['Erikoistumisopinnot', 'Specialiseringsstudier', 'Specialisation studies'],
    OPEN_UNIVERSITY: ['Avoimen opinnot', 'Studier vid öppna universitetet', 'Open university studies'],
    TEACHER_EDUCATION: [
      'Erilliset opettajankoulutuksen opinnot',
      'Separata pedagogiska studier för lärare',
      'Separate teacher education studies',
    ],
    VOCATIONAL_TEACHER_EDUCATION: [
      'Ammatillinen opettajankoulutus',
      'Yrkeslärarutbildning',
      'Vocational teacher education',
    ],
    APPRENTICESHIP: [
      'Oppisopimustyyppinen koulutus',
      'Lärlingsliknande utbildning',
      'Apprenticeship-type training',
    ],
    PREPARATORY: ['Valmentava koulutus', 'Förberedande utbildning', 'Preparatory education'],
    SEPARATE_RIGHT: ['Erillisoikeus', 'Separat studierätt', 'Separate right to study'],
    SPECIALISATION_EDUCATION: [
      'Erikoistumiskoulutus',
      'Specialiseringsutbildning',
      'Specialisation education',
    ],
    COOPERATION: [
      'Opiskeluyhteistyö muun kuin korkeakoulun kanssa',
      'Studiesamarbete med andra än högskolor',
      'Educational cooperation with non-higher education institutions',
    ],
    UNKNOWN: ['Tuntematon tyyppi', 'Okänd typ', 'Unknown type'],
  },
  StudyRightState: {
    ACTIVE: ['Aktiivinen', 'Aktiv', 'Active'],
    OPTION: ['Optio', 'Option', 'Option'],
    CONCLUDED: ['Valmistunut', 'Slutförd', 'Concluded'],
    PASSIVATED: ['Passivoitu', 'Passiverad', 'Passivated'],
    DISCONTINUED: ['Luopunut', 'Avstått', 'Discontinued'],
    ENDED: ['Päättynyt', 'Avslutad', 'Ended'],
    ENDED_ONE_RIGHT_RULE: [
      'Päättynyt yhden opiskeluoikeuden säännöksen johdosta',
      'Avslutad enligt bestämmelsen om en studierätt',
      'Ended under the one-study-right rule',
    ],
    UNKNOWN: ['Tuntematon tila', 'Okänt tillstånd', 'Unknown state'],
  },
  TermRegistrationState: {
    PRESENT: ['Läsnä', 'Närvarande', 'Present'],
    ABSENT: ['Poissa', 'Frånvarande', 'Absent'],
    ABSENT_STATUTORY: [
      'Poissa, ei kuluta opintoaikaa',
      'Frånvarande med lagstadgad orsak',
      'Absent, does not consume study time',
    ],
    MISSING: ['Puuttuu', 'Saknas', 'Missing'],
    UNKNOWN: ['Tuntematon tila', 'Okänt tillstånd', 'Unknown state'],
  },
  StudyRightInstitutionRoleKind: {
    GRANTING: ['Myöntävä', 'Beviljande', 'Granting'],
    ORGANISING: ['Järjestävä', 'Anordnande', 'Organising'],
    SOURCE: ['Lähde', 'Avsändande', 'Source'],
    TARGET: ['Kohde', 'Mottagande', 'Target'],
    MERGED_GRANTOR: ['Fuusioitunut myöntäjä', 'Fusionerad beviljare', 'Merged grantor'],
    UNKNOWN: ['Tuntematon rooli', 'Okänd roll', 'Unknown role'],
  },
  MobilityDirection: {
    OUTGOING: ['Lähtevä', 'Utresande', 'Outgoing'],
    INCOMING: ['Saapuva', 'Inresande', 'Incoming'],
    UNKNOWN: ['Tuntematon suunta', 'Okänd riktning', 'Unknown direction'],
  },
  MobilityKind: {
    STUDENT_EXCHANGE: ['Opiskelijavaihto', 'Studentutbyte', 'Student exchange'],
    TRAINEESHIP: ['Kansainvälinen harjoittelu', 'Internationell praktik', 'Traineeship abroad'],
    UNKNOWN: ['Tuntematon tyyppi', 'Okänd typ', 'Unknown kind'],
  },
  MobilityProgramme: {
    ERASMUS_PLUS: ['Erasmus+', 'Erasmus+', 'Erasmus+'],
    OTHER_EU: ['Muu EU-ohjelma', 'Annat EU-program', 'Other EU programme'],
    NORDIC_COUNCIL_OF_MINISTERS: [
      'Pohjoismaiden ministerineuvoston ohjelma',
      'Nordiska ministerrådets program',
      'Programme of the Nordic Council of Ministers',
    ],
    OTHER_INTERNATIONAL: [
      'Muu kansainvälinen ohjelma',
      'Annat internationellt program',
      'Other international programme',
    ],
    NATIONAL: ['Kansallinen ohjelma', 'Nationellt program', 'National programme'],
    INSTITUTIONAL_AGREEMENT: [
      'Korkeakoulun oma sopimus',
      'Högskolans eget avtal',
      "Institution's own agreement",
    ],
    OWN_ARRANGEMENT: ['Opiskelijan itse järjestämä', 'Ordnat av studenten själv', 'Arranged by the student'],
    OTHER: ['Muu', 'Annat', 'Other'],
    UNKNOWN: ['Tuntematon ohjelma', 'Okänt program', 'Unknown programme'],
  },
  AttainmentKind: {
    DEGREE: ['Tutkinto', 'Examen', 'Degree'],
    COURSE: ['Muu opintosuoritus', 'Annan studieprestation', 'Other attainment'],
    DISREGARDED: ['Ei huomioitava', 'Beaktas inte', 'Not to be counted'],
    INTERNAL: ['Oppilaitoksen sisäinen', 'Läroanstaltens interna', 'Internal to the institution'],
    UNKNOWN: ['Tuntematon laji', 'Okänd art', 'Unknown kind'],
  },
};
