import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  duplicateLinkSchema,
  type HenkiloDto,
  henkiloDtoSchema,
  henkiloPerustietoDtoSchema,
} from '../../subgraphs/oppijanumero/contract.ts';
import { oids, type RunningOnr, startOnr } from './oppijanumero-running.ts';

const { manual, withCode, eidas, nonDisclosed, master, slave, unidentified, unknown } = oids;
let onr: RunningOnr;

beforeAll(async () => {
  onr = await startOnr();
});
afterAll(() => onr.server.close());

describe('a record', () => {
  it('writes every field of the contract, nulls too', async () => {
    const body = z.record(z.string(), z.unknown()).parse(await json(await onr.get(`/henkilo/${manual}`)));
    expect(body).toMatchObject({
      hetu: null,
      kotikunta: null,
      aidinkieli: null,
      kuolinpaiva: null,
      vtjsynced: null,
    });
    expect(Object.keys(henkiloDtoSchema.shape)).toEqual(expect.arrayContaining(Object.keys(body)));
    expect(Object.keys(body)).toHaveLength(Object.keys(henkiloDtoSchema.shape).length);
  });

  it('tells times as epoch milliseconds and as Helsinki time, in winter and in summer', async () => {
    const [winter, summer] = [await henkilo(manual), await henkilo(eidas)];
    expect(winter.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+02:00$/);
    expect(summer.createdAt).toMatch(/\.\d{3}\+03:00$/);
    for (const { created, createdAt, modified, modifiedAt } of [winter, summer]) {
      expect([Date.parse(createdAt ?? ''), Date.parse(modifiedAt ?? '')]).toEqual([created, modified]);
    }
  });

  it('has its own OID as learner number only when identified', async () => {
    expect(await henkilo(manual)).toMatchObject({
      oppijanumero: manual,
      yksiloity: true,
      yksiloityVTJ: false,
    });
    expect(await henkilo(withCode)).toMatchObject({
      oppijanumero: withCode,
      yksiloity: false,
      yksiloityVTJ: true,
    });
    const byEidas = await henkilo(eidas);
    expect(byEidas).toMatchObject({ oppijanumero: eidas, yksiloityEidas: true });
    expect(byEidas.eidasTunnisteet).toHaveLength(1);
    expect(await henkilo(unidentified)).toMatchObject({ oppijanumero: null, yksiloity: false });
  });

  it('has no official codes when unidentified, though it carries one', async () => {
    expect(await henkilo(unidentified)).toMatchObject({ hetu: '241295-958K', kaikkiHetut: [] });
    expect(await henkilo(withCode)).toMatchObject({ kaikkiHetut: ['140300A901H'] });
  });

  it('hides the municipality of a protected person', async () => {
    expect(await henkilo(nonDisclosed)).toMatchObject({ turvakielto: true, kotikunta: null });
    expect(await henkilo(withCode)).toMatchObject({ turvakielto: false, kotikunta: '091' });
  });

  it("is passivated without learner number when a duplicate; its code is the master's", async () => {
    const duplicate = { duplicate: true, passivoitu: true, oppijanumero: null, hetu: null, kaikkiHetut: [] };
    expect(await henkilo(slave)).toMatchObject({ oidHenkilo: slave, ...duplicate });
    const kaikkiHetut = ['150398-905K', '220701A912H'];
    expect(await henkilo(master)).toMatchObject({ duplicate: false, passivoitu: false, kaikkiHetut });
  });
});

describe('calls about one person', () => {
  it('tell existence, master and duplicates', async () => {
    expect((await onr.head(`/henkilo/${slave}`)).status).toBe(200);
    expect((await onr.head(`/henkilo/${unknown}`)).status).toBe(404);
    expect(await json(await onr.get(`/henkilo/${slave}/master`))).toMatchObject({ oidHenkilo: master });
    expect(await json(await onr.get(`/henkilo/${manual}/master`))).toMatchObject({ oidHenkilo: manual });
    expect(await json(await onr.get(`/henkilo/${master}/slaves`))).toMatchObject([{ oidHenkilo: slave }]);
    expect(await json(await onr.get(`/henkilo/${slave}/slaves`))).toEqual([]);
  });

  it("answer 404 in the container's form", async () => {
    const reply = await onr.get(`/henkilo/${unknown}`);
    expect(reply.status).toBe(404);
    const path = `/oppijanumerorekisteri-service/henkilo/${unknown}`;
    expect(await json(reply)).toEqual({
      timestamp: expect.any(Number),
      status: 404,
      error: 'Not Found',
      path,
    });
  });

  it('find by an earlier identity code too', async () => {
    expect(await json(await onr.get('/henkilo/hetu=150398-905K'))).toMatchObject({ oidHenkilo: master });
    expect(await json(await onr.get('/henkilo/hetu=220701A912H'))).toMatchObject({ oidHenkilo: master });
    expect((await onr.get('/henkilo/hetu=030599Y931J')).status).toBe(404);
  });

  it('give the learner number without personal data', async () => {
    const linked = { oid: slave, oppijanumero: master, passivoitu: true, linked: [master] };
    expect(await json(await onr.get(`/yleistunniste/hae/${slave}`))).toEqual(linked);
    const alone = { oid: unidentified, oppijanumero: null, passivoitu: false, linked: [] };
    expect(await json(await onr.get(`/yleistunniste/hae/${unidentified}`))).toEqual(alone);
  });

  it('tolerate a trailing slash', async () => {
    expect((await onr.get(`/henkilo/${manual}/`)).status).toBe(200);
    expect((await onr.post('/henkilo/masterHenkilosByOidList/', [manual])).status).toBe(200);
  });
});

describe('list calls', () => {
  it('give records as they are, each once, unknown ones left out, in an order of their own', async () => {
    const orders = [
      [master, slave, manual, withCode, unknown],
      [withCode, manual, slave, slave, master],
    ];
    const answers = await Promise.all(
      orders.map(async (asked) => {
        const body = z
          .array(henkiloDtoSchema)
          .parse(await json(await onr.post('/henkilo/henkilotByHenkiloOidList', asked)));
        return body.map(({ oidHenkilo }) => oidHenkilo);
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(new Set(answers[0])).toEqual(new Set([master, slave, manual, withCode]));
    expect(answers[0]).not.toEqual(orders[0]?.slice(0, 4));
  });

  it('give masters by the OID asked', async () => {
    const reply = await json(await onr.post('/henkilo/masterHenkilosByOidList', [slave, manual, unknown]));
    const answer = z.record(z.string(), henkiloDtoSchema).parse(reply);
    expect(Object.keys(answer).sort()).toEqual([manual, slave]);
    expect(answer[slave]).toMatchObject({ oidHenkilo: master, oppijanumero: master, duplicate: false });
  });

  it('give basic data by OID, not master-resolved and without learner number', async () => {
    const reply = await json(await onr.post('/henkilo/henkiloPerustietosByHenkiloOidList', [slave]));
    expect(z.array(henkiloPerustietoDtoSchema.strict()).parse(reply)).toMatchObject([{ oidHenkilo: slave }]);
  });

  it('find by the current identity code only', async () => {
    const codes = ['150398-905K', '220701A912H', '241295-958K', '030599Y931J'];
    const reply = await json(await onr.post('/henkilo/henkiloPerustietosByHenkiloHetuList', codes));
    const found = z.array(henkiloPerustietoDtoSchema).parse(reply);
    expect(new Set(found.map(({ oidHenkilo }) => oidHenkilo))).toEqual(new Set([master, unidentified]));
  });

  it('take 5000 persons and refuse more with an error map; one call counts distinct ones', async () => {
    const same = Array.from({ length: 5001 }, () => manual);
    const distinct = Array.from({ length: 5001 }, (_, index) => `${manual.slice(0, -5)}${10_000 + index}`);
    for (const name of ['henkilotByHenkiloOidList', 'henkiloPerustietosByHenkiloOidList']) {
      const reply = await onr.post(`/henkilo/${name}`, same);
      expect(reply.status).toBe(400);
      expect(await json(reply)).toMatchObject({
        status: 400,
        error: 'Bad Request',
        exception: 'java.lang.IllegalArgumentException',
        message: 'Maximum amount of henkilös to be fetched is 5000. Tried to fetch:5001',
        path: `/oppijanumerorekisteri-service/henkilo/${name}`,
      });
    }
    expect((await onr.post('/henkilo/masterHenkilosByOidList', same)).status).toBe(200);
    expect((await onr.post('/henkilo/masterHenkilosByOidList', distinct)).status).toBe(400);
    expect((await onr.post('/henkilo/henkilotByHenkiloOidList', same.slice(1))).status).toBe(200);
  });

  it('refuse other content types with 415 and broken JSON with an error map', async () => {
    const path = '/henkilo/henkilotByHenkiloOidList';
    const text = { 'content-type': 'text/plain' };
    expect((await onr.post(path, [manual], text)).status).toBe(415);
    for (const body of ['["', '', '{}', '[[1]]']) {
      const reply = await onr.postText(path, body, { 'content-type': 'application/json;charset=UTF-8' });
      expect(reply.status).toBe(400);
      expect(await json(reply)).toMatchObject({
        timestamp: expect.any(Number),
        exception: expect.any(String),
      });
    }
  });
});

describe('links', () => {
  const links = async (body: unknown) =>
    z.array(duplicateLinkSchema.strict()).parse(await json(await onr.post('/s2s/duplicateHenkilos', body)));
  const pair = { henkiloOid: slave, masterOid: master };

  it('are those of the whole register when no list is given, and none when it is empty', async () => {
    expect(await links({})).toEqual([pair]);
    expect(await links({ henkiloOids: [] })).toEqual([]);
  });

  it('are found from both ends, each once', async () => {
    expect(await links({ henkiloOids: [slave] })).toEqual([pair]);
    expect(await links({ henkiloOids: [master, slave] })).toEqual([pair]);
    expect(await links({ henkiloOids: [manual, unknown] })).toEqual([]);
  });
});

it('records operations and counts, never an identifier as an operation', async () => {
  onr.server.clearCalls();
  await onr.post('/henkilo/masterHenkilosByOidList', [manual, slave]);
  await onr.post('/s2s/duplicateHenkilos', {});
  await onr.get('/henkilo/hetu=150398-905K');
  await onr.get(`/henkilo/${manual}`);
  expect(onr.server.calls().map(({ operation, persons }) => ({ operation, persons }))).toEqual([
    { operation: 'masterHenkilosByOidList', persons: 2 },
    { operation: 'duplicateHenkilos', persons: null },
    { operation: 'hetu', persons: 1 },
    { operation: 'henkilo', persons: 1 },
  ]);
});

function json(reply: Response): Promise<unknown> {
  return reply.json();
}

async function henkilo(personOid: string): Promise<HenkiloDto> {
  return henkiloDtoSchema.parse(await json(await onr.get(`/henkilo/${personOid}`)));
}
