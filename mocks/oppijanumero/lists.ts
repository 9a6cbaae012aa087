import { z } from 'zod';
import type { Right } from './accounts.ts';
import { toHenkiloDto, toPerustietoDto } from './records.ts';
import { type Entry, inRegisterOrder } from './register.ts';
import { answerPost, type Registry } from './requests.ts';

const identifiers = z.array(z.string());
const readOrUpdate: readonly Right[] = ['HENKILON_RU', 'REKISTERINPITAJA_READ'];
const length = (asked: readonly string[]): number => asked.length;
const distinct = (asked: readonly string[]): number => new Set(asked).size;

/** The list calls: up to 5000 persons, unknown ones left out without a word (oph.md §4.4). */
export function listRoutes(registry: Registry): void {
  const { byOid, byCurrentHetu } = registry.register;
  const question = { rights: readOrUpdate, body: identifiers, persons: length, counted: length };
  answerPost(registry, {
    ...question,
    path: '/henkilo/henkilotByHenkiloOidList',
    rights: ['READ', ...readOrUpdate],
    answer: (oids) => found(oids, byOid).map(toHenkiloDto),
  });
  answerPost(registry, {
    ...question,
    path: '/henkilo/masterHenkilosByOidList',
    counted: distinct,
    answer: (oids) => Object.fromEntries(mastersByAskedOid(oids, byOid)),
  });
  answerPost(registry, {
    ...question,
    path: '/henkilo/henkiloPerustietosByHenkiloOidList',
    answer: (oids) => found(oids, byOid).map(toPerustietoDto),
  });
  answerPost(registry, {
    ...question,
    path: '/henkilo/henkiloPerustietosByHenkiloHetuList',
    answer: (hetus) => found(hetus, byCurrentHetu).map(toPerustietoDto),
  });
}

type Lookup = (identifier: string) => Entry | undefined;

function found(identifiersAsked: readonly string[], lookup: Lookup): readonly Entry[] {
  const entries = [...new Set(identifiersAsked)].flatMap((identifier) => lookup(identifier) ?? []);
  return inRegisterOrder(entries, ({ record }) => record.oid);
}

function mastersByAskedOid(oids: readonly string[], byOid: Lookup) {
  return found(oids, byOid).map(({ record, master, slaves }) => {
    return [record.oid, toHenkiloDto({ record: master, master, slaves })] as const;
  });
}
