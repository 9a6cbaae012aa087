import { describe, expect, it } from 'vitest';
import { mergedRecords } from '../../subgraphs/virta/merged-records.ts';
import { groupByOid } from '../../subgraphs/virta/person-records.ts';
import { course, jakso, mobility, registration, right, student, tila } from '../virta-records.ts';

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
  const due = { alkuPvm: '2025-08-01', loppuPvm: null, summa: '6500' };
  const merged = (...students: readonly Parameters<typeof student>[0][]) =>
    mergedRecords(students.map(student), 0);

  it('have each right once: a copy that says no more than another one is left out', () => {
    const [a, b] = [right({ avain: 'A' }), right({ avain: 'B' })];
    const { rights, missing } = merged(
      { opiskeluoikeudet: [a, { ...b, lukuvuosimaksut: [due] }] },
      { opiskeluoikeudet: [{ ...a, lukuvuosimaksut: [due] }, b] },
    );
    expect(rights.map(({ avain, lukuvuosimaksut }) => [avain, lukuvuosimaksut.length])).toEqual([
      ['A', 1],
      ['B', 1],
    ]);
    expect(missing.rights).toBe(0);
  });

  it('have both of two copies that contradict each other, and are not complete in that list alone', () => {
    const [one, other] = [right(), right({ tilat: [tila('5', '2025-01-01')] })];
    for (const opiskeluoikeudet of [
      [one, other],
      [other, one],
    ]) {
      const { rights, missing } = merged({ opiskeluoikeudet });
      expect(new Set(rights)).toEqual(new Set([one, other]));
      expect(missing).toEqual({ rights: 1, registrations: 0, attainments: 0, mobility: 0 });
    }
  });

  it('have both of two rights for which an institution used one key, and miss nothing', () => {
    const open = right({ tyyppi: '13', alkuPvm: '2024-01-01', loppuPvm: '2024-12-31' });
    const { rights, missing } = merged({ opiskeluoikeudet: [open, right()] });
    expect([rights.length, missing.rights]).toEqual([2, 0]);
  });

  it('keep two institutions’ rights of one key apart, and every right without a key', () => {
    const all = [right(), right({ myontaja: '10076' }), right({ avain: null }), right({ myontaja: null })];
    expect(merged({ opiskeluoikeudet: all }).rights).toEqual(all);
  });

  it('have a registration once, with its fee, and both of two fees', () => {
    const autumn = registration();
    const withFee = (maksettu: string) =>
      registration({
        lukuvuosimaksut: [{ opiskeluoikeusAvain: null, maksettu, summa: null, apuraha: null }],
      });
    const spring = registration({ alkuPvm: '2026-01-01', loppuPvm: '2026-07-31' });
    const once = merged(
      { lukukausiIlmoittautumiset: [autumn, spring] },
      { lukukausiIlmoittautumiset: [withFee('1')] },
    );
    expect([once.registrations, once.missing.registrations]).toEqual([[withFee('1'), spring], 0]);
    const twice = merged({ lukukausiIlmoittautumiset: [withFee('1'), withFee('0')] });
    expect([twice.registrations.length, twice.missing.registrations]).toEqual([2, 1]);
  });

  it('have an attainment once, the copy that says most in whatever order, since credits count once', () => {
    const [five, ten] = [course(), course({ opintopiste: '10' })];
    for (const opintosuoritukset of [
      [five, ten],
      [ten, five],
    ]) {
      const { attainments, missing } = merged({ opintosuoritukset });
      expect([attainments, missing.attainments]).toEqual([[ten], 1]);
    }
  });

  it('take copies that differ in nothing but the order of their lists for one', () => {
    const phase = (luokittelut: readonly string[]) => ({ ...right(), jaksot: [{ ...phaseOf, luokittelut }] });
    const { rights, missing } = merged({ opiskeluoikeudet: [phase(['5', '6']), phase(['6', '5'])] });
    expect([rights.length, missing.rights]).toEqual([1, 0]);
  });

  it('have each period of mobility once', () => {
    const both = merged({ liikkuvuusjaksot: [mobility()] }, { liikkuvuusjaksot: [mobility()] });
    expect([both.mobility.length, both.missing.mobility]).toEqual([1, 0]);
  });
});

const phaseOf = jakso('2024-08-01');
