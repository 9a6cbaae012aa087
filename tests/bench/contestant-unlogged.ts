import { randomUUID } from 'node:crypto';
import { loadConfig } from '../../gateway/config.ts';
import type { DisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';
import { reportTo } from './contestant.ts';

// The embedded gateway with a log that says at once that it has everything, and keeps nothing. Records are still made,
// and receipts signed: what is missing is to check, write out, chain and store them.
const noLog: DisclosureLog = {
  logId: randomUUID(),
  bootId: randomUUID(),
  append: async (records) => records.map((_record, index) => ({ seq: index + 1, hash: '' })),
  ofSubject: async () => [],
  healthy: () => true,
  close: async () => undefined,
};
const noRefusals = { ofRequest: async () => undefined, ofStranger: async () => undefined };
const app = await createServer(
  loadConfig(process.env, Object.values(registries)),
  async ({ disclosure }) => ({
    log: noLog,
    keys: await loadDisclosureKeys(disclosure.keysFolder, { create: true }),
    refusals: noRefusals,
  }),
);
reportTo(process, `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
