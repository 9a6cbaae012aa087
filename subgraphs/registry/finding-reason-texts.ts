import type { Actor, ReasonCode } from './reason-codes.ts';

/** Who can act on a reason, and its text in Finnish, Swedish and English. */
export type ReasonText = readonly [whoCanFix: Actor | null, fi: string, sv: string, en: string];

/** Reasons of findings: why a rule has no value. */
export const findingReasonTexts = {
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
  RECORDS_CONTRADICT: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Saman rekisterin merkinnät ovat ristiriidassa keskenään.',
    'Anteckningar i samma register motsäger varandra.',
    'Records of the same registry contradict each other.',
  ],
  STATE_RAN_OUT: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Viimeksi kirjattu tila on päättynyt, eikä sen jälkeen ole kirjattu toista.',
    'Det senast registrerade läget har upphört och inget nytt har registrerats efter det.',
    'The state recorded last has ended, and none is recorded after it.',
  ],
  NOT_COVERED: [
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
  FUNDING_NOT_DISCLOSED: [
    'EDUCATION_PROVIDER',
    'Opinnoista voidaan periä maksu, eikä niiden rahoitusta luovuteta rekistereistä: kysy koulutuksen järjestäjältä.',
    'Studierna kan vara avgiftsbelagda, och registren lämnar inte ut hur de finansieras: fråga utbildningsanordnaren.',
    'A fee may be charged for the studies, and no registry discloses how they are funded: ask the education provider.',
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
  OLD_PLACES: [
    null,
    'Kaikki kirjatut opiskelupaikat ovat vanhoja, eivätkä ne kerro nykyisestä paikasta.',
    'Alla registrerade studieplatser är gamla och säger inget om en plats i dag.',
    'All recorded study places are old and say nothing about a place today.',
  ],
  START_UNKNOWN: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Rekisteristä ei selviä, milloin opiskelupaikan opinnot alkavat.',
    'Registret visar inte när studierna på platsen börjar.',
    'The register does not say when the studies of the place begin.',
  ],
  LEVEL_UNKNOWN: [
    'MIGRI',
    'Opintojen tasoa ei voi päätellä yhdistetyistä rekistereistä.',
    'Studienivån kan inte avgöras utifrån de anslutna registren.',
    'The level of studies cannot be told from the connected registries.',
  ],
  NO_RIGHT_IN_FORCE: [
    null,
    'Mikään opinto-oikeus ei ole voimassa tai alkamassa.',
    'Ingen studierätt gäller eller börjar gälla senare.',
    'No study right is in force or to come.',
  ],
  RIGHT_NOT_IN_FORCE: [
    null,
    'Opinto-oikeus, jota ilmoittautuminen koskee, ei ole päivänä voimassa.',
    'Studierätten som anmälan gäller är inte i kraft på dagen.',
    'The study right that the registration belongs to is not in force on the day.',
  ],
  TOO_EARLY: [
    null,
    'Tätä ei voi vielä todeta: lukukausi tai kirjaamisaika on kesken.',
    'Detta kan ännu inte konstateras: terminen eller registreringstiden pågår.',
    'It is too early to tell: the term or the time of registration is not over.',
  ],
} as const satisfies Partial<Record<ReasonCode, ReasonText>>;
