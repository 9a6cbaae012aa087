import type { FastifyRequest } from 'fastify';

/** What a mock has handed out to callers that logged in, so that it can be forgotten. */
export interface Credentials {
  /** Notes what an answer hands out: a session cookie or a token. */
  readonly learn: (answer: { readonly cookies: readonly string[]; readonly body: string }) => void;
  /** Forgets all that was handed out until now. */
  readonly forget: () => void;
  /** Whether a request comes with something forgotten. */
  readonly isForgotten: (request: FastifyRequest) => boolean;
}

const sessionCookie = /(?:^|;\s*)(?:session|JSESSIONID)=([^;]+)/;
const tokenMember = /"access_token"\s*:\s*"([^"]+)"/;

/** Keeps the credentials of one mock. */
export function createCredentials(): Credentials {
  const issued = new Set<string>();
  const forgotten = new Set<string>();
  return {
    learn: ({ cookies, body }) => {
      const found = [
        ...cookies.map((cookie) => sessionCookie.exec(cookie)?.[1]),
        tokenMember.exec(body)?.[1],
      ];
      for (const credential of found) if (credential !== undefined) issued.add(credential);
    },
    forget: () => {
      for (const credential of issued) forgotten.add(credential);
      issued.clear();
    },
    isForgotten: (request) =>
      forgotten.size > 0 && credentialsIn(request).some((each) => forgotten.has(each)),
  };
}

/** Makes a request's session or token one that nobody handed out: the registry then refuses in its own manner. */
export function spoilCredentials(request: FastifyRequest): void {
  const { headers } = request.raw;
  if (headers.authorization !== undefined) headers.authorization = 'Bearer forgotten';
  // A UUID, since VTS refuses any other cookie as malformed.
  headers.cookie = headers.cookie?.replace(/(session|JSESSIONID)=[^;]+/g, `$1=${crypto.randomUUID()}`);
}

function credentialsIn({ headers }: FastifyRequest): readonly string[] {
  const bearer = /^Bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1];
  const cookie = sessionCookie.exec(headers.cookie ?? '')?.[1];
  return [bearer, cookie].filter((credential) => credential !== undefined);
}

/** Changes the password of a log-in's form; the registry then refuses it in its own manner. */
export function spoilPassword(request: FastifyRequest): void {
  if (typeof request.body !== 'string') return;
  const form = new URLSearchParams(request.body);
  for (const secret of ['password', 'client_secret']) if (form.has(secret)) form.set(secret, 'wrong');
  request.body = form.toString();
}
