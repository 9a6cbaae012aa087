import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, decodeJwt, type JWTHeaderParameters, SignJWT } from 'jose';
import type { GrantFault } from '../../subgraphs/registry/grant-token.ts';
import { sandboxGrant } from '../grants.ts';
import { type GrantedPart, question, startedAt } from './granted-part.ts';

/** A request as it is sent to a part: its body, and what stands in `X-Grant`. */
export interface ForgedRequest {
  readonly body?: string;
  readonly grants: readonly string[];
}

/** Makes a request that nobody may answer. */
export type Forgery = (part: GrantedPart) => Promise<ForgedRequest>;

const now = startedAt.getTime() / 1_000;
const stranger = generateKeyPairSync('ed25519').privateKey;

/** What is signed, and with what; all else is as the gateway has it. */
interface Forged {
  /** Absent where they are undefined. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly secret?: KeyObject;
}

async function forged(part: GrantedPart, { claims = {}, header = {}, secret }: Forged): Promise<string> {
  const honest = decodeJwt(await part.sign());
  const { key } = part;
  const kid = await calculateJwkThumbprint(key);
  const usual: JWTHeaderParameters = { alg: 'EdDSA', typ: 'opintolupa-grant+jwt', kid };
  return new SignJWT({ ...honest, ...claims })
    .setProtectedHeader({ ...usual, ...header })
    .sign(secret ?? createPrivateKey({ key, format: 'jwk' }), { crit: { x: true } });
}

const signed =
  (how: Forged): Forgery =>
  async (part) => ({ grants: [await forged(part, how)] });

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with another part in the place of one of its three. */
async function swapped(part: GrantedPart, place: number, value: string): Promise<ForgedRequest> {
  const parts = (await part.sign()).split('.');
  return { grants: [parts.with(place, value).join('.')] };
}

/** Signed with the public key as a secret that everybody knows. */
const asSecret: Forgery = async (part) => {
  const honest = decodeJwt(await part.sign());
  const known = createPublicKey(createPrivateKey({ key: part.key, format: 'jwk' }));
  const secret = Buffer.from(known.export({ format: 'pem', type: 'spki' }));
  const kid = await calculateJwkThumbprint(part.key);
  const header = { alg: 'HS256', typ: 'opintolupa-grant+jwt', kid };
  return { grants: [await new SignJWT(honest).setProtectedHeader(header).sign(secret)] };
};

/** Requests of which each is refused, for this reason, and asks nothing of any registry. */
export const forgeries: Readonly<Record<string, readonly [GrantFault, Forgery]>> = {
  'no grant': ['MISSING', async () => ({ grants: [] })],
  'the unsigned grant of old': ['MALFORMED', async () => ({ grants: [base64url(sandboxGrant)] })],
  'an empty grant': ['MALFORMED', async () => ({ grants: [''] })],
  'something that is no token': ['MALFORMED', async () => ({ grants: ['a.b.c'] })],
  'two good grants': ['MALFORMED', async (part) => ({ grants: [await part.sign(), await part.sign()] })],
  'a good grant and a made-up one': ['MALFORMED', async (part) => ({ grants: [await part.sign(), 'a.b.c'] })],
  'no algorithm': [
    'MALFORMED',
    (part) => swapped(part, 0, base64url({ alg: 'none', typ: 'opintolupa-grant+jwt' })),
  ],
  'no signature': ['SIGNATURE', (part) => swapped(part, 2, '')],
  'another signature': ['SIGNATURE', (part) => swapped(part, 2, Buffer.alloc(64).toString('base64url'))],
  'the public key as a secret': ['MALFORMED', asSecret],
  'a key of somebody else': ['UNKNOWN_KEY', signed({ secret: stranger, header: { kid: 'stranger' } })],
  'a key of somebody else by the name of the gateway’s': ['SIGNATURE', signed({ secret: stranger })],
  'a key that comes along': [
    'SIGNATURE',
    signed({
      secret: stranger,
      header: { jwk: createPublicKey(stranger).export({ format: 'jwk' }) },
    }),
  ],
  'no name of a key': ['UNKNOWN_KEY', signed({ header: { kid: undefined } })],
  'altered claims': [
    'SIGNATURE',
    async (part) => {
      const honest = decodeJwt(await part.sign());
      return swapped(
        part,
        1,
        base64url({ ...honest, grant: { ...sandboxGrant, purpose: 'MIGRI_POST_CHECK' } }),
      );
    },
  ],
  'another body': [
    'BODY',
    async (part) => ({
      body: question.replace('studyRights', 'degrees'),
      grants: [await part.sign()],
    }),
  ],
  'the same body with a blank': [
    'BODY',
    async (part) => ({ body: `${question} `, grants: [await part.sign()] }),
  ],
  'a grant for another subgraph': [
    'AUDIENCE',
    async (part) => ({ grants: [await part.sign({ subgraph: 'fees' })] }),
  ],
  'a grant for real registries': ['AUDIENCE', signed({ claims: { aud: 'real:virta' } })],
  'a grant for several': ['CLAIMS', signed({ claims: { aud: ['mock:virta', 'mock:fees'] } })],
  'a grant for nobody': ['AUDIENCE', signed({ claims: { aud: undefined } })],
  'a token of another type': ['CLAIMS', signed({ header: { typ: 'JWT' } })],
  'a token of no type': ['CLAIMS', signed({ header: { typ: undefined } })],
  'a token with a condition that nobody knows': ['MALFORMED', signed({ header: { crit: ['x'], x: 1 } })],
  'a grant that has run out': ['EXPIRED', signed({ claims: { iat: now - 36, exp: now - 6 } })],
  'a grant that runs out at this moment': ['EXPIRED', signed({ claims: { iat: now - 35, exp: now - 5 } })],
  'a grant of the future': ['EXPIRED', signed({ claims: { iat: now + 6, exp: now + 36 } })],
  'a grant for longer': ['CLAIMS', signed({ claims: { exp: now + 31 } })],
  'a grant for ever': ['CLAIMS', signed({ claims: { exp: undefined } })],
  'a grant of no time': ['EXPIRED', signed({ claims: { iat: undefined } })],
  'no id': ['CLAIMS', signed({ claims: { jti: undefined } })],
  'no word on the body': ['CLAIMS', signed({ claims: { body: undefined } })],
  'no word on what may be read': ['CLAIMS', signed({ claims: { grant: undefined } })],
  'something more': ['CLAIMS', signed({ claims: { admin: true } })],
  'more than a grant has': ['CLAIMS', signed({ claims: { grant: { ...sandboxGrant, admin: true } } })],
  'a day that does not exist': ['CLAIMS', signed({ claims: { day: '2026-02-30' } })],
  'too long a token': ['MALFORMED', signed({ header: { x: 'x'.repeat(8_192) } })],
};
