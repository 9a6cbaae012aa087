import type { Client } from './access.ts';
import { type AddressList, addressList } from './address-list.ts';
import { type ClientSurroundings, problemsOfClients } from './client-checks.ts';
import { type ClientEntry, clientsFile } from './client-entry.ts';
import { canonicalName } from './distinguished-name.ts';
import { type Loaded, loadJson, type NamedFile } from './json-file.ts';

/** A client, and what its requests are held against. */
export interface RegisteredClient {
  readonly client: Client;
  /** Where it asks from; null: anywhere. */
  readonly addresses: AddressList | null;
  /** Its X-Road identifier; null when it does not come through X-Road. */
  readonly xRoad: string | null;
}

/** Finds clients by what they prove; null when it is nobody's, or more than one client's. */
export interface ClientRegistry {
  readonly byId: (id: string) => Client | null;
  /** By the claims of an access token. */
  readonly byToken: (issuer: string, claims: Readonly<Record<string, unknown>>) => RegisteredClient | null;
  /** By the subject of a certificate, RFC 4514. */
  readonly byCertificate: (subject: string) => RegisteredClient | null;
  /** By the application that a person's ID token was given to. */
  readonly byAudience: (issuer: string, audience: string) => RegisteredClient | null;
}

/** Reads the clients' file and checks it against the issuers. */
export function loadClients(file: NamedFile, surroundings: ClientSurroundings): Loaded<ClientRegistry> {
  const loaded = loadJson(file, clientsFile);
  if (!loaded.ok) return loaded;
  const problems = problemsOfClients(loaded.value.clients, surroundings);
  if (problems.length === 0) return { ok: true, value: registryOf(loaded.value.clients) };
  return { ok: false, problems: problems.map((problem) => `${file.variable}: ${problem}`) };
}

const claimNames = ['client_id', 'azp', 'sub'] as const;

function registryOf(entries: readonly ClientEntry[]): ClientRegistry {
  const byCredential = new Map(
    entries.flatMap((entry) => {
      const registered = registeredOf(entry);
      return keysOf(entry).map((key): readonly [string, RegisteredClient] => [key, registered]);
    }),
  );
  const byIds = new Map(entries.map((entry) => [entry.id, registeredOf(entry).client]));
  const only = (keys: readonly string[]): RegisteredClient | null => {
    const found = new Set(keys.flatMap((key) => byCredential.get(key) ?? []));
    const [first = null] = found;
    return found.size === 1 ? first : null;
  };
  return {
    byId: (id) => byIds.get(id) ?? null,
    byToken: (issuer, claims) =>
      only(claimNames.map((claim) => keyOf('token', issuer, [claim, claims[claim]]))),
    byCertificate: (subject) => {
      const name = canonicalName(subject);
      return name === null ? null : only([keyOf('certificate', '', name)]);
    },
    byAudience: (issuer, audience) => only([keyOf('audience', issuer, audience)]),
  };
}

function keysOf({ credentials: { tokens, certificates, audiences } }: ClientEntry): readonly string[] {
  return [
    ...tokens.map(({ issuer, claim, value }) => keyOf('token', issuer, [claim, value])),
    ...certificates.map((name) => keyOf('certificate', '', canonicalName(name))),
    ...audiences.map(({ issuer, audience }) => keyOf('audience', issuer, audience)),
  ];
}

function keyOf(kind: 'token' | 'certificate' | 'audience', issuer: string, name: unknown): string {
  return JSON.stringify([kind, issuer, name]);
}

function registeredOf({ addresses, xRoad, credentials: _proofs, ...client }: ClientEntry): RegisteredClient {
  return { client, addresses: addresses.length === 0 ? null : addressList(addresses), xRoad };
}
