import { z } from 'zod';
import type { ConsentRegistry } from '../../subgraphs/registry/grant.ts';
import { type Loaded, loadJson, type NamedFile } from './json-file.ts';

const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const text = z.string().min(1, { error: 'must not be empty' }).max(500);
const id = z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'must be 1–40 small letters, digits, hyphens' });
const algorithms = z
  .array(
    z.enum(['RS256', 'PS256', 'ES256', 'EdDSA'], { error: 'must be "RS256", "PS256", "ES256" or "EdDSA"' }),
  )
  .min(1);
const maxAgeSeconds = z.int().min(60).max(86_400).default(3_600);

const issuersFile = z.strictObject({
  issuers: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('ACCESS'),
        id,
        issuer: text,
        jwksUrl: webUrl,
        audience: text,
        algorithms,
        tokenType: z.enum(['at+jwt', 'JWT'], { error: 'must be "at+jwt" or "JWT"' }).default('at+jwt'),
        maxAgeSeconds,
      }),
      z.strictObject({
        kind: z.literal('PERSON'),
        id,
        issuer: text,
        jwksUrl: webUrl,
        algorithms,
        maxAgeSeconds,
      }),
    ]),
  ),
  consent: z
    .strictObject({
      issuer: text,
      jwksUrl: webUrl,
      serviceUrl: webUrl,
      dataSources: z.strictObject({
        ONR: text,
        OPINTOPOLKU: text,
        VIRTA: text,
        TUITION_FEE_REGISTER: text,
        MIGRI: text,
      } satisfies Record<ConsentRegistry, z.ZodType>),
    })
    .nullable(),
});

/** Who issues the tokens that are accepted, and who a person's consents. */
export type Issuers = Readonly<z.infer<typeof issuersFile>>;

/** An issuer of access tokens (ACCESS) or of ID tokens of people (PERSON). */
export type TokenIssuer = Issuers['issuers'][number];

/** The consent service: who signs, where it is asked, and its data source identifier (DSI) of each registry. */
export type ConsentIssuer = NonNullable<Issuers['consent']>;

/** Reads the issuers' file; plain http is accepted in the sandbox only. */
export function loadIssuers(file: NamedFile, registries: 'mock' | 'real'): Loaded<Issuers> {
  const loaded = loadJson(file, issuersFile);
  if (!loaded.ok) return loaded;
  const problems = [
    ...twice(namesIn(loaded.value)).map((name) => `${name}: the same issuer, id or data source twice`),
    ...(registries === 'mock' ? [] : plainUrlsIn(loaded.value)),
  ];
  if (problems.length === 0) return loaded;
  return { ok: false, problems: problems.map((problem) => `${file.variable}: ${problem}`) };
}

/** Each name that must be one of a kind, with the entry that it stands in. */
function namesIn({ issuers, consent }: Issuers): readonly Named[] {
  return [
    ...issuers.flatMap((one) => [
      { key: `id ${one.id}`, entry: one.id },
      { key: `issuer ${one.issuer}`, entry: one.id },
    ]),
    ...(consent === null ? [] : [{ key: `issuer ${consent.issuer}`, entry: 'consent' }]),
    ...Object.values(consent?.dataSources ?? {}).map((dsi) => ({ key: `dsi ${dsi}`, entry: 'consent' })),
  ];
}

function plainUrlsIn({ issuers, consent }: Issuers): readonly string[] {
  const urls = [
    ...issuers.map(({ id: entry, jwksUrl }) => ({ entry, url: jwksUrl })),
    ...(consent === null ? [] : [consent.jwksUrl, consent.serviceUrl]).map((url) => ({
      entry: 'consent',
      url,
    })),
  ];
  return urls
    .filter(({ url }) => !url.startsWith('https:'))
    .map(({ entry }) => `${entry}: must be reached over https, except with REGISTRIES=mock`);
}

/** Something that may stand in a file only once, and in which entry it stands. */
export interface Named {
  readonly key: string;
  readonly entry: string;
}

/** The entries that repeat what an earlier one has. */
export function twice(names: readonly Named[]): readonly string[] {
  const seen = new Set<string>();
  const again = names.filter(({ key }) => seen.size === seen.add(key).size);
  return [...new Set(again.map(({ entry }) => entry))];
}
