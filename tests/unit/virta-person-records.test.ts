import { describe, expect, it } from 'vitest';
import type { Opiskelija, Opiskeluoikeus } from '../../subgraphs/virta/contract.ts';
import { groupByOid, mergedRecords } from '../../subgraphs/virta/person-records.ts';

function student(more: Partial<Opiskelija>): Opiskelija {
  return {
    kansallinenOppijanumero: null,
    henkilotunnus: null,
    opiskeluoikeudet: [],
    lukukausiIlmoittautumiset: [],
    opintosuoritukset: [],
    ...more,
  };
}

function right(myontaja: string | null, avain: string | null, fees: number): Opiskeluoikeus {
  return {
    avain,
    myontaja,
    alkuPvm: null,
    loppuPvm: null,
    tyyppi: null,
    tilat: [],
    jaksot: [],
    opintopiste: null,
    lukuvuosimaksut: Array.from({ length: fees }, () => ({ alkuPvm: null, loppuPvm: null, summa: null })),
  };
}

const [p, q] = ['1.2.246.562.24.00000000001', '1.2.246.562.24.00000000002'];

describe('the mixed records of a list answer', () => {
  it('are joined by learner number, and by identity code only where another record has both', () => {
    const both = student({ kansallinenOppijanumero: p, henkilotunnus: 'c' });
    const codeOnly = student({ henkilotunnus: 'c' });
    const other = student({ kansallinenOppijanumero: q });
    const { byOid, unattributed } = groupByOid([
      codeOnly,
      other,
      both,
      student({ henkilotunnus: 'd' }),
      student({}),
    ]);
    expect([byOid.get(p), byOid.get(q), unattributed]).toEqual([[codeOnly, both], [other], 2]);
  });

  it('are not joined by a code that two learner numbers share', () => {
    const { byOid, unattributed } = groupByOid([
      student({ kansallinenOppijanumero: p, henkilotunnus: 'c' }),
      student({ kansallinenOppijanumero: q, henkilotunnus: 'c' }),
      student({ henkilotunnus: 'c' }),
    ]);
    expect([byOid.get(p)?.length, byOid.get(q)?.length, unattributed]).toEqual([1, 1, 1]);
  });
});

describe('the records of one person', () => {
  it('have each right once, as the copy that says more', () => {
    const { rights } = mergedRecords(
      [
        student({ opiskeluoikeudet: [right('01901', 'A', 0), right('01901', 'B', 1)] }),
        student({ opiskeluoikeudet: [right('01901', 'A', 2), right('01901', 'B', 0)] }),
      ],
      0,
    );
    expect(rights.map(({ avain, lukuvuosimaksut }) => [avain, lukuvuosimaksut.length])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
  });

  it('keep two institutions’ rights of one key apart, and every right without a key', () => {
    const all = [
      right('01901', 'A', 0),
      right('10076', 'A', 0),
      right('01901', null, 0),
      right(null, 'A', 0),
    ];
    expect(mergedRecords([student({ opiskeluoikeudet: all })], 0).rights).toEqual(all);
  });

  it('have a registration once, with its fee', () => {
    const registration = {
      opiskeluoikeusAvain: null,
      myontaja: '01901',
      tila: '1',
      ilmoittautumisPvm: null,
      alkuPvm: '2025-08-01',
      loppuPvm: null,
      lukuvuosimaksu: null,
    };
    const paid = {
      ...registration,
      lukuvuosimaksu: { opiskeluoikeusAvain: null, maksettu: '1', summa: null, apuraha: null },
    };
    const spring = { ...registration, alkuPvm: '2026-01-01' };
    const { registrations } = mergedRecords(
      [
        student({ lukukausiIlmoittautumiset: [registration, spring] }),
        student({ lukukausiIlmoittautumiset: [paid] }),
      ],
      0,
    );
    expect(registrations).toEqual([paid, spring]);
  });
});
