import type {
  HenkiloDto,
  HenkiloPerustietoDto,
  Yleistunniste,
} from '../../subgraphs/oppijanumero/contract.ts';
import { type Entry, hetuHistory, isSlave } from './register.ts';
import { createdAndModified } from './times.ts';

/** ONR leaves nothing out: what it does not know is null. */
type Complete<T> = { readonly [Key in keyof T]-?: Exclude<T[Key], undefined> };

const english = { kieliKoodi: 'en', kieliTyyppi: 'English' } as const;

/** The whole record as ONR writes it (oph.md §4.5). */
export function toHenkiloDto(entry: Entry): Complete<HenkiloDto> {
  const { record } = entry;
  const duplicate = isSlave(entry);
  const basic = toPerustietoDto(entry);
  const { created, createdAt } = createdAndModified(record.oid);
  return {
    oidHenkilo: record.oid,
    hetu: basic.hetu,
    kaikkiHetut: [...hetuHistory(entry)],
    passivoitu: duplicate,
    etunimet: basic.etunimet,
    kutsumanimi: basic.kutsumanimi,
    sukunimi: basic.sukunimi,
    aidinkieli: basic.aidinkieli,
    asiointiKieli: basic.asiointiKieli,
    kansalaisuus: basic.kansalaisuus,
    kasittelijaOid: null,
    syntymaaika: basic.syntymaaika,
    kuolinpaiva: null,
    sukupuoli: basic.sukupuoli,
    kotikunta: record.nonDisclosure ? null : record.municipality,
    oppijanumero: learnerNumberOf(entry),
    turvakielto: basic.turvakielto,
    eiSuomalaistaHetua: false,
    ...identificationOf(entry),
    yksilointiYritetty: record.personalIdentityCode !== null,
    eidasTunnisteet: basic.eidasTunnisteet,
    duplicate,
    created,
    modified: basic.modified,
    vtjsynced: !duplicate && record.identifiedBy === 'VTJ' ? basic.modified : null,
    yhteystiedotRyhma: [],
    yksilointivirheet: [],
    passinumerot: [],
    createdAt,
    modifiedAt: basic.modifiedAt,
    kielisyys: [],
  };
}

/** A person's basic data (oph.md §4.5): not master-resolved, without learner number. */
export function toPerustietoDto(entry: Entry): Complete<HenkiloPerustietoDto> {
  const { record } = entry;
  const { modified, modifiedAt } = createdAndModified(record.oid);
  return {
    oidHenkilo: record.oid,
    identifications: [],
    hetu: isSlave(entry) ? null : record.personalIdentityCode,
    eidasTunnisteet: identificationOf(entry).yksiloityEidas
      ? [{ tunniste: eidasIdentifierOf(record.oid) }]
      : [],
    etunimet: record.givenNames,
    kutsumanimi: record.callingName,
    sukunimi: record.familyName,
    syntymaaika: record.birthDate,
    turvakielto: record.nonDisclosure,
    aidinkieli: null,
    asiointiKieli: english,
    kansalaisuus: record.citizenships.map((kansalaisuusKoodi) => ({ kansalaisuusKoodi })),
    sukupuoli: record.sex,
    modified,
    modifiedAt,
  };
}

/** Which learner number an OID belongs to, without names or identity code (oph.md §4.4). */
export function toYleistunniste(entry: Entry): Complete<Yleistunniste> {
  const { record, master, slaves } = entry;
  const linked = [master, ...slaves].map(({ oid }) => oid).filter((oid) => oid !== record.oid);
  const oppijanumero = learnerNumberOf({ record: master, master, slaves });
  return { oid: record.oid, oppijanumero, passivoitu: isSlave(entry), linked };
}

function learnerNumberOf(entry: Entry): string | null {
  const { yksiloity, yksiloityVTJ, yksiloityEidas } = identificationOf(entry);
  return yksiloity || yksiloityVTJ || yksiloityEidas ? entry.record.oid : null;
}

/** A duplicate is never an identified record: linking makes the identified one the master (oph.md §4.7). */
function identificationOf(entry: Entry) {
  const by = isSlave(entry) ? 'NONE' : entry.record.identifiedBy;
  return { yksiloity: by === 'MANUAL', yksiloityVTJ: by === 'VTJ', yksiloityEidas: by === 'EIDAS' };
}

function eidasIdentifierOf(oid: string): string {
  return `XX/FI/${oid.slice(oid.lastIndexOf('.') + 1)}`;
}
