import type { Actor, ReasonCode } from './reason-codes.ts';

type Entry = readonly [whoCanFix: Actor | null, fi: string, sv: string, en: string];

/** Each reason in Finnish, Swedish and English, and who can act on it. */
export const reasonTexts: Readonly<Record<ReasonCode, Entry>> = {
  NOT_IN_REGISTRY: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Oppijanumerorekisterissä ei ole kysyttyä tunnistetta.',
    'Den efterfrågade identifieraren finns inte i studentnummerregistret.',
    'The learner-number registry has no such identifier.',
  ],
  PERSON_NOT_IDENTIFIED: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Henkilöä ei ole yksilöity, joten rekisterien tietoja ei voi yhdistää.',
    'Personen har inte identifierats, så registeruppgifterna kan inte kopplas ihop.',
    'The person has not been identified, so records cannot be joined.',
  ],
  IDENTITY_UNRESOLVED: [
    'OPH',
    'Oppijanumerorekisteri ei vastannut: yhdistettyjä tunnisteita voi puuttua.',
    'Studentnummerregistret svarade inte: sammankopplade identifierare kan saknas.',
    'The learner-number registry did not answer: linked identifiers may be missing.',
  ],
  IDENTITY_AMBIGUOUS: [
    'OPH',
    'Tunniste viittaa useampaan henkilöön.',
    'Identifieraren hänvisar till flera personer.',
    'The identifier belongs to more than one person.',
  ],
  NO_ACCEPTED_ADMISSION: [
    null,
    'Valintarekisterin rajapinnassa ei ole hyväksyttyä opiskelupaikkaa. Paikka voi olla rekisterin ulkopuolella.',
    'Antagningsregistrets gränssnitt har ingen antagen studieplats. En plats kan finnas utanför registret.',
    'The admission register shows no accepted study place. A place may exist outside the register.',
  ],
  EXCLUDED_BY_SOURCE: [
    null,
    'Rekisterin rajapinta jättää Suomen kansalaiset pois, joten mitään ei tarkistettu.',
    'Registrets gränssnitt utelämnar finska medborgare, så ingenting kontrollerades.',
    "The register's interface leaves Finnish citizens out, so nothing was checked.",
  ],
  NO_APPLICATION_OPTION: [
    null,
    'Opiskelupaikkaa ei ole tiedossa, joten lukuvuosimaksurekisteristä ei ollut kysyttävää.',
    'Ingen studieplats är känd, så det fanns inget att fråga läsårsavgiftsregistret om.',
    'No study place is known, so there was nothing to ask the tuition-fee register about.',
  ],
  NO_PAYMENT_RECORD: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Lukuvuosimaksurekisterissä ei ole merkintää. Se ei tarkoita, että maksu on maksamatta.',
    'Läsårsavgiftsregistret har ingen anteckning. Det betyder inte att avgiften är obetald.',
    'The tuition-fee register has no entry. It does not mean that the fee is unpaid.',
  ],
  NOT_REPORTED: [
    null,
    'Rekisterissä ei ole tällaista tietoa. Sitä ei välttämättä ilmoiteta rekisteriin.',
    'Registret har ingen sådan uppgift. Den rapporteras inte nödvändigtvis till registret.',
    'The registry holds nothing of this kind. It may simply not be reported to it.',
  ],
  NO_STUDY_RIGHT: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Opinto-oikeutta ei ole kirjattu. Ennen ilmoittautumista tämä on tavallista.',
    'Ingen studierätt har registrerats. Före anmälan är det normalt.',
    'No study right is recorded. That is normal before enrolment.',
  ],
  TIMEOUT: [
    'GATEWAY_OPERATOR',
    'Rekisteri ei vastannut ajoissa.',
    'Registret svarade inte i tid.',
    'The registry did not answer in time.',
  ],
  UNREACHABLE: [
    'GATEWAY_OPERATOR',
    'Rekisteriin ei saatu yhteyttä.',
    'Registret kunde inte nås.',
    'The registry could not be reached.',
  ],
  SOURCE_ERROR: [
    'GATEWAY_OPERATOR',
    'Rekisteri vastasi virheellä.',
    'Registret svarade med ett fel.',
    'The registry answered with an error.',
  ],
  INVALID_ANSWER: [
    'GATEWAY_OPERATOR',
    'Rekisterin vastausta ei voitu lukea, joten siitä ei käytetä mitään.',
    'Registrets svar kunde inte läsas, så inget av det används.',
    "The registry's answer could not be read, so nothing of it is used.",
  ],
  RECORD_UNREADABLE: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Yhtä rekisterin tietuetta ei voitu lukea; muut on annettu.',
    'En post i registret kunde inte läsas; de övriga anges.',
    'One record of the registry could not be read; the others are given.',
  ],
  AUTHENTICATION_FAILED: [
    'GATEWAY_OPERATOR',
    'Rekisteri ei hyväksynyt yhdyskäytävän tunnuksia tai oikeuksia.',
    'Registret godkände inte gatewayens inloggning eller rättigheter.',
    "The registry did not accept the gateway's credentials or rights.",
  ],
  REJECTED_BY_SOURCE: [
    'GATEWAY_OPERATOR',
    'Rekisteri hylkäsi kysymyksen virheellisenä.',
    'Registret avvisade frågan som felaktig.',
    'The registry refused the question as malformed.',
  ],
  RATE_LIMITED: [
    'GATEWAY_OPERATOR',
    'Rekisteri pyysi hidastamaan.',
    'Registret bad om lägre takt.',
    'The registry asked to slow down.',
  ],
  BUSY: [
    'GATEWAY_OPERATOR',
    'Rekisteriin on jo liian monta kysymystä kesken.',
    'Alltför många frågor till registret pågår redan.',
    'Too many questions to the registry are already under way.',
  ],
  CIRCUIT_OPEN: [
    'GATEWAY_OPERATOR',
    'Rekisteri on ollut häiriössä, eikä siltä kysytä hetkeen.',
    'Registret har haft störningar och tillfrågas inte just nu.',
    'The registry has been failing and is left alone for a while.',
  ],
  INPUT_UNAVAILABLE: [
    null,
    'Tarvittavaa tietoa ei ole saatavilla; syy on sen omassa tilassa.',
    'En nödvändig uppgift saknas; orsaken finns i dess eget tillstånd.',
    'A fact that is needed is not available; its own state says why.',
  ],
  SOURCES_DISAGREE: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Kaksi rekisteriä on ristiriidassa keskenään.',
    'Två register motsäger varandra.',
    'Two registries contradict each other.',
  ],
  NON_DISCLOSURE: [
    null,
    'Henkilöllä on turvakielto, tai sitä ei voitu tarkistaa: paikan paljastavaa tietoa ei anneta.',
    'Personen har spärrmarkering, eller den kunde inte kontrolleras: uppgifter som röjer en plats ges inte.',
    'The person has a non-disclosure order, or it could not be checked: nothing that reveals a place is given.',
  ],
  NO_CONNECTED_REGISTRY: [
    'MIGRI',
    'Mikään yhdistetty rekisteri ei kata tätä tietoa.',
    'Inget anslutet register omfattar denna uppgift.',
    'No connected registry covers this fact.',
  ],
  OBLIGATION_UNDECIDED: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Korkeakoulu ei ole ratkaissut maksuvelvollisuutta. Se ei tarkoita maksuttomuutta.',
    'Högskolan har inte avgjort avgiftsskyldigheten. Det betyder inte avgiftsfrihet.',
    'The institution has not decided the fee obligation. That does not mean free of charge.',
  ],
  INSTITUTION_NOT_MATCHED: [
    'GATEWAY_OPERATOR',
    'Rekisterien tietoja ei voitu yhdistää, koska oppilaitoksen tunnisteita ei tunneta samoiksi.',
    'Registrens uppgifter kunde inte kopplas ihop, eftersom läroanstaltens identifierare inte är kända som samma.',
    "The registries' records could not be joined: the institution's identifiers are not known to belong together.",
  ],
  PLACES_DIFFER: [
    null,
    'Opiskelupaikkoja tai opinto-oikeuksia on useita, ja ne johtavat eri tulokseen.',
    'Det finns flera studieplatser eller studierätter, och de ger olika resultat.',
    'There are several study places or rights, and they give different outcomes.',
  ],
  LEVEL_UNKNOWN: [
    'MIGRI',
    'Opintojen tasoa ei voi päätellä yhdistetyistä rekistereistä.',
    'Studienivån kan inte avgöras utifrån de anslutna registren.',
    'The level of studies cannot be told from the connected registries.',
  ],
  TOO_EARLY: [
    null,
    'Tätä ei voi vielä todeta: lukukausi tai kirjaamisaika on kesken.',
    'Detta kan ännu inte konstateras: terminen eller registreringstiden pågår.',
    'It is too early to tell: the term or the time of registration is not over.',
  ],
};
