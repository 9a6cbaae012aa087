import type { LabelTable } from '../registry/labels.ts';

const unknown = ['Tuntematon tila', 'Okänd status', 'Unknown state'] as const;

/** Labels of the admission register's enums: Finnish, Swedish, English. */
export const labels: LabelTable = {
  SelectionResult: {
    ACCEPTED: ['Hyväksytty', 'Antagen', 'Accepted'],
    ACCEPTED_FROM_WAITING_LIST: [
      'Varasijalta hyväksytty',
      'Antagen från reservplats',
      'Accepted from the waiting list',
    ],
    UNKNOWN: unknown,
  },
  PlaceAcceptance: {
    PENDING: ['Kesken', 'Ännu inget svar', 'No answer yet'],
    BINDING: ['Vastaanottanut sitovasti', 'Har tagit emot bindande', 'Bindingly accepted'],
    WAITING_FOR_HIGHER_PREFERENCE: [
      'Ottanut vastaan ja jonottaa ylempää hakutoivetta',
      'Har tagit emot och köar till en studieplats med högre prioritet',
      'Accepted, waiting for a higher preference',
    ],
    NOT_ACCEPTED_IN_TIME: [
      'Ei vastaanotettu määräaikana',
      'Har inte tagits emot inom utsatt tid',
      'Not accepted in time',
    ],
    DECLINED: ['Perunut', 'Har tackat nej', 'Declined by the applicant'],
    CANCELLED: ['Peruutettu', 'Annullerad', 'Cancelled by an official'],
    TOOK_ANOTHER_PLACE: [
      'Ottanut vastaan toisen opiskelupaikan',
      'Har tagit emot en annan studieplats',
      'Took another study place',
    ],
    UNKNOWN: unknown,
  },
  FirstRegistration: {
    NOT_DONE: ['Ilmoittautuminen tekemättä', 'Ingen anmälan', 'Not registered yet'],
    PRESENT_ACADEMIC_YEAR: ['Läsnä koko lukuvuoden', 'Närvarande hela läsåret', 'Present all academic year'],
    ABSENT_ACADEMIC_YEAR: ['Poissa koko lukuvuoden', 'Frånvarande hela läsåret', 'Absent all academic year'],
    PRESENT_AUTUMN: [
      'Läsnä syksyn, poissa kevään',
      'Närvarande på hösten, frånvarande på våren',
      'Present in autumn, absent in spring',
    ],
    ABSENT_AUTUMN: [
      'Poissa syksyn, läsnä kevään',
      'Frånvarande på hösten, närvarande på våren',
      'Absent in autumn, present in spring',
    ],
    PRESENT: ['Läsnä, opinnot alkavat keväällä', 'Närvarande, studiestart på våren', 'Present, spring start'],
    ABSENT: ['Poissa, opinnot alkavat keväällä', 'Frånvarande, studiestart på våren', 'Absent, spring start'],
    DID_NOT_REGISTER: [
      'Ei ilmoittautunut määräaikana',
      'Anmälde sig inte inom utsatt tid',
      'Did not register in time',
    ],
    UNKNOWN: unknown,
  },
  FeeObligation: {
    REQUIRED: ['Maksuvelvollinen', 'Avgiftsskyldig', 'Tuition fee required'],
    NOT_REQUIRED: ['Ei maksuvelvollinen', 'Inte avgiftsskyldig', 'No tuition fee required'],
    NOT_CHECKED: [
      'Maksuvelvollisuutta ei ole tarkistettu',
      'Avgiftsskyldigheten är inte kontrollerad',
      'Fee obligation not checked',
    ],
    UNKNOWN: unknown,
  },
  AdmissionEducationLevel: {
    HIGHER_EDUCATION: ['Korkeakoulutus', 'Högskoleutbildning', 'Higher education'],
    UPPER_SECONDARY: [
      'Lukio- tai ammatillinen koulutus',
      'Gymnasie- eller yrkesutbildning',
      'Upper secondary or vocational education',
    ],
    UNKNOWN: ['Ei tiedossa', 'Inte känd', 'Not known'],
  },
  FeePaymentState: {
    PAID: ['Maksettu', 'Betald', 'Paid'],
    UNPAID: ['Maksamatta', 'Obetald', 'Not paid'],
    EXEMPTED: ['Vapautettu', 'Befriad', 'Exempted'],
    UNKNOWN: unknown,
  },
  Season: {
    SPRING: ['Kevät', 'Vår', 'Spring'],
    AUTUMN: ['Syksy', 'Höst', 'Autumn'],
  },
};
