import { type Language, languages } from '../../sandbox/language.ts';

type Words = Readonly<Record<string, readonly [fi: string, sv: string, en: string]>>;

const headings = {
  title: ['Mitä kyselyssä tapahtui', 'Vad som hände i frågan', 'What happened in the query'],
  asker: ['Kuka kysyi', 'Vem frågade', 'Who asked'],
  gateway: ['Yhdyskäytävä', 'Gateway', 'Gateway'],
  derived: ['Johdetut tiedot', 'Härledda uppgifter', 'Derived facts'],
  timeline: ['Aikajana, ms', 'Tidslinje, ms', 'Timeline, ms'],
  denied: ['Ei kysytty: ei sallittu', 'Frågades inte: ej tillåtet', 'Not asked: not permitted'],
  withheld: ['Ei luovutettu', 'Lämnades inte ut', 'Held back'],
  nothing: ['ei mitään', 'ingenting', 'nothing'],
  noCalls: ['Rekistereihin ei oltu yhteydessä', 'Inga register tillfrågades', 'No registry was asked'],
  client: ['Asiakas', 'Klient', 'Client'],
  owner: ['Vastuuorganisaatio', 'Ansvarig organisation', 'Answered for by'],
  credential: ['Tunniste', 'Legitimation', 'Credential'],
  purpose: ['Käyttötarkoitus', 'Ändamål', 'Purpose'],
  legalBasis: ['Oikeusperuste', 'Rättslig grund', 'Legal basis'],
  case: ['Asia', 'Ärende', 'Case'],
  consents: ['Suostumukset', 'Samtycken', 'Consents'],
  policy: ['Tietosuojataulukko', 'Minimeringstabell', 'Minimisation table'],
  round: ['kierros', 'omgång', 'round'],
  rounds: ['kierrosta', 'omgångar', 'rounds'],
  calls: ['kutsua', 'anrop', 'calls'],
  requests: ['kyselyn kanssa', 'frågor delar', 'requests share it'],
  attempts: ['yritystä', 'försök', 'attempts'],
  logIn: ['kirjautuminen', 'inloggning', 'log-in'],
  critical: ['◆ määräsi kokonaisajan', '◆ avgjorde totaltiden', '◆ determined the total time'],
  before: ['tarkistus, suunnitelma ja loki', 'kontroll, plan och logg', 'check, plan and log'],
  after: ['vastaus ja loki', 'svar och logg', 'answer and log'],
  unlock: ['avaa', 'öppnas av', 'unlocked by'],
} as const satisfies Words;

const registries: Words = {
  ONR: ['Oppijanumerorekisteri', 'Studentnummerregistret', 'Learner-number registry'],
  OPINTOPOLKU: ['Opintopolku', 'Studieinfo', 'Opintopolku'],
  VIRTA: ['VIRTA', 'VIRTA', 'VIRTA'],
  TUITION_FEE_REGISTER: ['Lukuvuosimaksurekisteri', 'Läsårsavgiftsregistret', 'Tuition-fee register'],
  MIGRI: ['Maahanmuuttovirasto', 'Migrationsverket', 'Finnish Immigration Service'],
};

const identifiers: Words = {
  LEARNER_NUMBER: ['oppijanumero', 'studentnummer', 'learner number'],
  PERSONAL_IDENTITY_CODE: ['henkilötunnus', 'personbeteckning', 'personal identity code'],
  APPLICATION: ['hakemus', 'ansökan', 'application'],
  APPLICATION_OPTION: ['hakukohde', 'ansökningsmål', 'application option'],
  NONE: ['ei henkilöä', 'ingen person', 'nobody'],
};

const states: Words = {
  KNOWN: ['tiedossa', 'känt', 'known'],
  KNOWN_NONE: ['ei tietuetta', 'ingen post', 'no record'],
  NOT_APPLICABLE: ['ei sovellu', 'ej aktuellt', 'not applicable'],
  NOT_LINKED: ['ei yhdistetty', 'ej kopplad', 'not linked'],
  AMBIGUOUS: ['epäselvä', 'tvetydigt', 'ambiguous'],
  CONFLICT: ['ristiriita', 'motstridigt', 'conflict'],
  NOT_COVERED: ['ei katettu', 'omfattas inte', 'not covered'],
  NOT_PERMITTED: ['ei sallittu', 'ej tillåtet', 'not permitted'],
  WITHHELD: ['ei luovuteta', 'undanhållet', 'withheld'],
  CONSENT_REQUIRED: ['ei suostumusta', 'kräver samtycke', 'no consent'],
  CONSENT_UNVERIFIABLE: ['suostumus auki', 'oklart samtycke', 'consent unclear'],
  SOURCE_UNAVAILABLE: ['ei vastausta', 'inget svar', 'no answer'],
  STALE: ['vanhentunut', 'föråldrat', 'stale'],
  RECORD_UNREADABLE: ['merkintä lukukelvoton', 'oläslig post', 'record unreadable'],
  POLICY_NOT_EVALUATED: ['oikeutta ei ratkaistu', 'rätten ej prövad', 'right not decided'],
  DETERMINED: ['ratkesi', 'avgjort', 'determined'],
  UNDETERMINED: ['ei ratkennut', 'ej avgjort', 'undetermined'],
  GIVEN: ['annettu', 'lämnat', 'given'],
};

const outcomes: Words = {
  ANSWERED: ['vastasi', 'svarade', 'answered'],
  UNDER_WAY: ['kesken', 'pågår', 'under way'],
  TIMEOUT: ['aikakatkaisu', 'tidsgräns', 'timed out'],
  UNREACHABLE: ['ei yhteyttä', 'ingen förbindelse', 'unreachable'],
  SOURCE_ERROR: ['virhe rekisterissä', 'fel i registret', 'registry error'],
  INVALID_ANSWER: ['kelvoton vastaus', 'ogiltigt svar', 'invalid answer'],
  AUTHENTICATION_FAILED: ['ei päässyt sisään', 'släpptes inte in', 'not let in'],
  REJECTED_BY_SOURCE: ['hylättiin', 'avvisades', 'rejected'],
  RATE_LIMITED: ['rajoitettiin', 'begränsades', 'rate limited'],
};

/** The words of one language. */
export interface Dictionary {
  readonly heading: (name: keyof typeof headings) => string;
  readonly registry: (code: string) => string;
  readonly identifier: (code: string) => string;
  readonly state: (code: string) => string;
  readonly outcome: (code: string) => string;
}

/** The words of a language; a code that has none is shown as it is. */
export function wordsIn(language: Language): Dictionary {
  const place = languages.indexOf(language);
  const from = (words: Words) => (code: string) =>
    (Object.hasOwn(words, code) ? words[code]?.[place] : undefined) ?? code;
  return {
    heading: from(headings),
    registry: from(registries),
    identifier: from(identifiers),
    state: from(states),
    outcome: from(outcomes),
  };
}
