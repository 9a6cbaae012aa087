import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Lukuvuosimaksu, lukuvuosimaksuKyselySchema } from '../../subgraphs/fees/contract.ts';
import type { FeeRow } from '../person.ts';
import type { AdmissionIndex } from './admission-index.ts';
import {
  answerJson,
  forbidden,
  parsedBody,
  Refusal,
  requireJsonContentType,
  requireUserAgent,
} from './answers.ts';
import { FEE_RIGHTS } from './rights.ts';
import { inScatteredOrder } from './scattered-order.ts';
import { authenticate, authorize, hasRightAt, type Sessions } from './sessions.ts';

/** Adds the reads of the fee register (§2.2, §2.3). Its writes are left out: the sandbox only reads. */
export function feeRoutes(app: FastifyInstance, index: AdmissionIndex, sessions: Sessions): void {
  app.get<{ Params: { hakukohdeOid: string } }>('/auth/lukuvuosimaksu/:hakukohdeOid', (request, reply) => {
    request.asked.operation = 'lukuvuosimaksu';
    const session = authenticate(request, sessions);
    authorize(session, FEE_RIGHTS);
    const { hakukohdeOid } = request.params;
    const providers = providersOf(index, hakukohdeOid);
    if (!providers.some((provider) => hasRightAt(session, FEE_RIGHTS, provider))) throw forbidden();
    requireUserAgent(request);
    return answerJson(reply, 200, toLukuvuosimaksut(index.feesByOption.get(hakukohdeOid) ?? []));
  });

  // No session: §2.3 has no authentication in the application at all.
  app.post('/lukuvuosimaksu/read', (request, reply) => {
    request.asked.operation = 'lukuvuosimaksu/read';
    requireJsonContentType(request);
    const options = new Set(readQuery(request));
    const rows = [...options].flatMap((option) => index.feesByOption.get(option) ?? []);
    return answerJson(reply, 200, toLukuvuosimaksut(newestOfEachPerson(rows)));
  });
}

/** An option with fee rows but no applicants is known, though it has no provider here: the root's rights decide. */
function providersOf(index: AdmissionIndex, option: string): readonly string[] {
  const providers = index.providersByOption.get(option);
  if (providers) return [...providers];
  if (index.feesByOption.has(option)) return [''];
  throw new Refusal(400, `Hakukohdetta ${option} ei löytynyt`);
}

/** The options asked for, once the audit data holds: it must be there, and name a person and a host. */
function readQuery(request: FastifyRequest): readonly string[] {
  const query = lukuvuosimaksuKyselySchema.safeParse(parsedBody(request));
  if (!query.success) throw new Refusal(400, 'No usable value found for auditSession or hakukohdeOids');
  const { personOid, inetAddress } = query.data.auditSession;
  // Names are not resolved here: a mock makes no calls of its own, so any name but the loopback's is unknown.
  const resolves = isIP(inetAddress) !== 0 || inetAddress === 'localhost';
  if (!/^\d+(\.\d+)+$/.test(personOid) || !resolves) throw new Refusal(500, '500 Internal Server Error');
  return query.data.hakukohdeOids;
}

/** The bulk read's trap: one row a person, though the person may have fees in many of the options (§2.3). */
function newestOfEachPerson(rows: readonly FeeRow[]): FeeRow[] {
  const newest = new Map<string, FeeRow>();
  for (const row of rows) {
    const known = newest.get(row.personOid);
    if (!known || Date.parse(row.recordedAt) > Date.parse(known.recordedAt)) newest.set(row.personOid, row);
  }
  return [...newest.values()];
}

function toLukuvuosimaksut(rows: readonly FeeRow[]): Lukuvuosimaksu[] {
  const answer = rows.map((row) => ({
    personOid: row.personOid,
    hakukohdeOid: row.optionOid,
    maksuntila: row.maksuntila,
    muokkaaja: row.recordedBy,
    luotu: row.recordedAt,
  }));
  return inScatteredOrder(answer, ({ personOid, hakukohdeOid }) => `${personOid} ${hakukohdeOid}`);
}
