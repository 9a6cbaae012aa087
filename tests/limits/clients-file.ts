import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ClientLimits } from '../../gateway/access/access.ts';
import { writtenFile } from '../access/clients-file.ts';

const wideClients = z.object({
  clients: z.array(z.looseObject({ id: z.string(), limits: z.record(z.string(), z.number()) })),
});

/** The path of a file with the sandbox's clients and wide limits, but for those given of some clients. */
export function clientsFileWith(limits: Readonly<Record<string, Partial<ClientLimits>>>): string {
  const path = new URL('../wide-clients.json', import.meta.url);
  const { clients } = wideClients.parse(JSON.parse(readFileSync(path, 'utf8')));
  return writtenFile('clients.json', {
    clients: clients.map((client) => ({ ...client, limits: { ...client.limits, ...limits[client.id] } })),
  });
}
