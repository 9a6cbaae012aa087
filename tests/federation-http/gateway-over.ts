import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../gateway/config.ts';
import { jsonOf } from '../../gateway/disclosure/json-of.ts';
import { type StoredRecord, storedRecord } from '../../gateway/disclosure/record.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';
import { allEntries } from '../disclosure/reading.ts';
import { accessEnvironment, developerHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { loggingInto, outputFolder } from '../test-output.ts';

/** An answer as a client reads it. */
export interface Answer {
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
  readonly body: any;
}

/** A gateway of which one part is asked at a URL, and all others in its process. */
export interface GatewayOver {
  readonly ask: (query: string, traceId?: string) => Promise<Answer>;
  /** All that it has logged for operators. */
  readonly log: () => string;
  /** What it has recorded of one request, by its trace id. */
  readonly records: (traceId: string) => Promise<readonly StoredRecord[]>;
  readonly close: () => Promise<void>;
}

const today = '2026-11-24';
const path = ({ DISCLOSURE_LOG = '' }: Readonly<Record<string, string>>): string =>
  DISCLOSURE_LOG.replace('sqlite:', '');

/** Starts the registries' mocks, and a gateway with this part at this URL. */
export async function startGatewayOver(part: string, url: string): Promise<GatewayOver> {
  const { mocks } = await startMocks({ today });
  const access = await accessEnvironment();
  const environment = {
    OPS_PORT: '0',
    LOG_LEVEL: 'debug',
    MIN_CONCURRENT_QUERIES: '1000',
    TODAY: today,
    ...access,
  };
  const config = loadConfig({ ...environmentOfMocks(mocks), ...environment }, Object.values(registries));
  const placements = config.placements.map((placed) =>
    placed.name === part ? ({ name: part, at: 'url', url } as const) : placed,
  );
  const folder = outputFolder('gateway');
  const remote = { mode: 'mock', key: { folder: join(outputFolder('grants'), 'made') }, tls: {} } as const;
  const app = await loggingInto(folder, () => createServer({ ...config, placements, remote }));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const place = { kind: 'sqlite', path: path(access) } as const;
  return {
    log: () => readFileSync(join(folder, 'log.jsonl'), 'utf8'),
    records: async (traceId) => {
      const records = (await allEntries(place)).map(({ body }) => storedRecord.parse(jsonOf(body)));
      return records.filter((record) => 'traceId' in record && record.traceId === traceId);
    },
    ask: async (query, traceId = crypto.randomUUID().replaceAll('-', '')) => {
      const headers = { ...(await developerHeaders()), 'x-request-trace-id': traceId };
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      return { text, body: JSON.parse(text) };
    },
    close: async () => {
      await app.close();
      await Promise.all(mocks.map((mock) => mock.close()));
    },
  };
}
