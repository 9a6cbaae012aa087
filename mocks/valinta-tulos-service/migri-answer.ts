import { type MigriHakemus, type MigriHakija, VALINTA_TILAT } from '../../subgraphs/opintopolku/contract.ts';
import type { IdentityRecord, Person, StudyPlace } from '../person.ts';
import type { AdmissionIndex } from './admission-index.ts';
import { inScatteredOrder } from './scattered-order.ts';

const FINLAND = '246';
const KOUTA_OID_LENGTH = 35;

/** A person to answer about: under which OID, and from which ONR record. */
export interface Asked {
  readonly henkiloOid: string;
  readonly record: IdentityRecord;
  readonly person: Person;
}

/** Finds persons by OID: the answer goes under the OID asked, with the master's data (§1.3, §1.5, 6). */
export function findByOids(index: AdmissionIndex, oids: ReadonlySet<string>): Asked[] {
  return [...oids].flatMap((henkiloOid) => {
    const person = index.byPersonOid.get(henkiloOid);
    const master = person?.records[0];
    return person && master ? [{ henkiloOid, record: master, person }] : [];
  });
}

/** Finds persons by current identity code: the answer goes under the record that holds it (§1.5, 7). */
export function findByIdentityCodes(index: AdmissionIndex, codes: ReadonlySet<string>): Asked[] {
  return [...codes].flatMap((code) => {
    const holder = index.byIdentityCode.get(code);
    return holder ? [{ henkiloOid: holder.record.oid, ...holder }] : [];
  });
}

/** Leaves out Finnish nationals, silently and dual ones included (§1.5, 1). */
export function withoutFinns(asked: readonly Asked[]): Asked[] {
  return asked.filter(({ record }) => !record.citizenships.includes(FINLAND));
}

/** The accepted places of a person, under whichever linked OID they were applied for; old tarjonta skipped (§1.5). */
export function servedPlaces(person: Person): StudyPlace[] {
  return person.places.filter(
    ({ valintaTila, option }) =>
      VALINTA_TILAT.some((accepted) => accepted === valintaTila) && option.oid.length === KOUTA_OID_LENGTH,
  );
}

/** The answer about the persons: those without a place are left out (§1.3). */
export function toMigriHakijat(index: AdmissionIndex, asked: readonly Asked[]): MigriHakija[] {
  const hakijat = asked
    .map((one) => toMigriHakija(index, one))
    .filter((hakija) => hakija.hakemukset.length > 0);
  return inScatteredOrder(hakijat, (hakija) => hakija.henkiloOid);
}

function toMigriHakija(index: AdmissionIndex, { henkiloOid, record, person }: Asked): MigriHakija {
  const hakemukset = servedPlaces(person).map((place) => toMigriHakemus(index, place));
  return {
    ...(record.personalIdentityCode === null ? {} : { henkilotunnus: record.personalIdentityCode }),
    henkiloOid,
    sukunimi: record.familyName,
    etunimet: record.givenNames,
    kansalaisuudet: [...record.citizenships],
    syntymaaika: record.birthDate,
    hakemukset: inScatteredOrder(
      hakemukset,
      ({ hakemusOid, hakukohdeOid }) => `${hakemusOid} ${hakukohdeOid}`,
    ),
  };
}

function toMigriHakemus(index: AdmissionIndex, place: StudyPlace): MigriHakemus {
  return {
    hakuOid: place.round.oid,
    hakuNimi: place.round.name,
    hakemusOid: place.applicationOid,
    organisaatioOid: place.provider.oid,
    organisaatioNimi: place.provider.name,
    hakukohdeOid: place.option.oid,
    hakukohdeNimi: place.option.name,
    toteutusOid: place.implementation.oid,
    toteutusNimi: place.implementation.name,
    valintaTila: place.valintaTila,
    vastaanottoTila: place.vastaanottoTila,
    ilmoittautuminenTila: place.ilmoittautuminenTila,
    ...(place.maksuvelvollisuus === null ? {} : { maksuvelvollisuus: place.maksuvelvollisuus }),
    ...(place.maksuvelvollisuus === 'REQUIRED' ? { lukuvuosimaksu: feeState(index, place) } : {}),
    ...(place.startYear === null ? {} : { koulutuksenAlkamisvuosi: place.startYear }),
    ...(place.startSeason === null ? {} : { koulutuksenAlkamiskausi: place.startSeason }),
  };
}

/** Looked up by the person OID on the application: a row under another linked OID reads as unpaid (§1.5, 14). */
function feeState(index: AdmissionIndex, place: StudyPlace): string {
  return index.feeOf(place.personOid, place.option.oid)?.maksuntila ?? 'MAKSAMATTA';
}
