import countries from 'i18n-iso-countries/index.js';
import { type InputsOf, namesOf } from '../inputs.ts';
import { conclude, type Finding, inputsOf, isAnswered, lacking, noRecord, type Rule } from './finding.ts';
import { doubtOf } from './person-status.ts';

/** Whether a permit for studies is unnecessary because of a citizenship. */
export const freeMovementRule: Rule = {
  id: 'free-movement',
  version: 2,
  text: {
    fi: 'Kyllä, kun yksikin kansalaisuus on EU- tai ETA-maan tai Sveitsin. Ei vain, kun kaikki kansalaisuudet ovat tunnettuja muita maita tai henkilö on valtioton. Kirjaamaton kansalaisuus ei ole valtiottomuutta. Jos henkilöä ei ole yksilöity, hän on kuollut tai tietue on passivoitu, kielteistä ei todeta.',
    sv: 'Ja, när ett medborgarskap gäller EU, EES eller Schweiz. Nej endast när alla medborgarskap är kända andra länder eller personen är statslös. Ett oregistrerat medborgarskap är inte statslöshet. Inget nej konstateras om personen inte har identifierats eller har avlidit eller om posten har passiverats.',
    en: 'True when a citizenship is of the EU, the EEA or Switzerland. False only when all citizenships are of known other countries or the person is stateless. No recorded citizenship is not statelessness. Never false of somebody who is not identified or has died, nor by a passivated record.',
  },
};

/** The finding on free movement. */
export interface FreeMovement extends Finding {
  readonly value: boolean | null;
  readonly citizenshipCodes: readonly string[];
}

const read = namesOf('freeMovement');

const union =
  '040 056 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 616 620 642 703 705 724 752';
const economicAreaAndSwitzerland = '352 438 578 756';
const freelyMoving = new Set(`${union} ${economicAreaAndSwitzerland}`.split(' '));

/** Codes of koodisto maatjavaltiot2 that ISO lacks: stateless and, twice, Kosovo. */
const finnishCodes = ['991', '907', '997'] as const;
const knownCodes = new Set<string>([...Object.keys(countries.getNumericCodes()), ...finnishCodes]);

/** Whether free movement applies: one such citizenship is enough, and no citizenship is taken as the first one. */
export function freeMovement(facts: InputsOf<'freeMovement'>, today: string): FreeMovement {
  const { identity } = facts;
  const frame = { rule: freeMovementRule, validOn: today, inputs: inputsOf(facts, read) };
  const none = { citizenshipCodes: [] };
  if (!isAnswered(identity))
    return { ...conclude(frame, { missing: [lacking('identity', identity, 'NOT_REPORTED')] }), ...none };
  if (identity.state === 'KNOWN_NONE')
    return { ...conclude(frame, { missing: [noRecord('identity', identity, 'NOT_IN_REGISTRY')] }), ...none };
  const codes = (identity.citizenships ?? []).map(({ code }) => code);
  const deciding = codes.filter((code) => freelyMoving.has(code));
  if (deciding.length > 0) return { ...conclude(frame, { value: true }), citizenshipCodes: deciding };
  // A citizenship may stand in another record, or be newer than one that is no longer kept up.
  const doubt = doubtOf(identity);
  if (doubt !== null)
    return { ...conclude(frame, { missing: [lacking('identity', identity, doubt)] }), ...none };
  if (codes.length > 0 && codes.every((code) => knownCodes.has(code)))
    return { ...conclude(frame, { value: false }), ...none };
  const code = identity.citizenships === null ? 'RECORD_UNREADABLE' : 'NOT_REPORTED';
  const missing = [lacking('identity', identity, { code, whoCanFix: 'OPH' })];
  return { ...conclude(frame, { missing }), ...none };
}
