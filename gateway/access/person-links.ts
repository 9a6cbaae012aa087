import { z } from 'zod';
import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import { type Issuers, twice } from './issuers.ts';
import { type Loaded, loadJson, type NamedFile } from './json-file.ts';

const time = z.iso.datetime({ error: 'must be a time such as 2027-12-31T00:00:00Z' });

const linksFile = z.strictObject({
  links: z.array(
    z.strictObject({
      /** Id of the issuer in the issuers' file. */
      issuer: z.string().min(1),
      subject: z.string().min(1).max(255),
      learnerNumber: z.string().refine(isOppijanumero, { error: 'must be a learner number' }),
      /** How it came to be known whose the log-in is. Never by names and birth dates. */
      method: z.enum(['OPH_OAUTH2', 'CAS_OPPIJA', 'SANDBOX'], {
        error: 'must be "OPH_OAUTH2", "CAS_OPPIJA" or, with REGISTRIES=mock, "SANDBOX"',
      }),
      assurance: z.enum(['SUBSTANTIAL', 'HIGH'], { error: 'must be "SUBSTANTIAL" or "HIGH"' }),
      linkedAt: time,
      expiresAt: time,
      revokedAt: time.nullable(),
    }),
  ),
});

type Link = Readonly<z.infer<typeof linksFile>['links'][number]>;

/** Whose a log-in is. */
export interface PersonLinks {
  /** The learner number that a log-in is linked to now; null when there is no link. */
  readonly learnerNumberOf: (issuer: string, subject: string, now: Date) => string | null;
}

/** Links of nobody. */
export const noPersonLinks: PersonLinks = { learnerNumberOf: () => null };

/** Reads the file of links between log-ins and learner numbers. */
export function loadPersonLinks(
  file: NamedFile,
  { issuers, registries }: { readonly issuers: Issuers; readonly registries: 'mock' | 'real' },
): Loaded<PersonLinks> {
  const loaded = loadJson(file, linksFile);
  if (!loaded.ok) return loaded;
  const { links } = loaded.value;
  const known = new Set(issuers.issuers.filter(({ kind }) => kind === 'PERSON').map(({ id }) => id));
  const names = links.map((link, index) => ({
    key: keyOf(link.issuer, link.subject),
    entry: `links.${index}`,
  }));
  const problems = [
    ...twice(names).map((entry) => `${entry}: the same log-in is linked twice`),
    ...placesOf(links, ({ issuer }) => !known.has(issuer)).map(
      (entry) => `${entry}.issuer: must be the id of a PERSON issuer`,
    ),
    ...placesOf(links, ({ method }) => (method === 'SANDBOX') !== (registries === 'mock')).map(
      (entry) => `${entry}.method: "SANDBOX" is for REGISTRIES=mock, all others are for REGISTRIES=real`,
    ),
  ];
  if (problems.length === 0) return { ok: true, value: personLinks(links) };
  return { ok: false, problems: problems.map((problem) => `${file.variable}: ${problem}`) };
}

function placesOf(links: readonly Link[], isWrong: (link: Link) => boolean): readonly string[] {
  return links.flatMap((link, index) => (isWrong(link) ? [`links.${index}`] : []));
}

function personLinks(links: readonly Link[]): PersonLinks {
  const byLogin = new Map(links.map((link) => [keyOf(link.issuer, link.subject), link]));
  return {
    learnerNumberOf: (issuer, subject, now) => {
      const link = byLogin.get(keyOf(issuer, subject));
      return link !== undefined && isInForce(link, now) ? link.learnerNumber : null;
    },
  };
}

function isInForce({ linkedAt, expiresAt, revokedAt }: Link, now: Date): boolean {
  const at = now.getTime();
  return (
    Date.parse(linkedAt) <= at &&
    at < Date.parse(expiresAt) &&
    (revokedAt === null || at < Date.parse(revokedAt))
  );
}

function keyOf(issuer: string, subject: string): string {
  return JSON.stringify([issuer, subject]);
}
