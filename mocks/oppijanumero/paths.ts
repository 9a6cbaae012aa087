import type { FastifyRequest } from 'fastify';

/** Where ONR is on its host. */
export const basePath = '/oppijanumerorekisteri-service';

/** Where a service ticket is exchanged for a session; with the origin in front, ONR's CAS service string. */
export const securityCheckPath = `${basePath}/j_spring_cas_security_check`;

/** A route with and without a trailing slash: ONR tolerates both. */
export function withTrailingSlash(path: string): readonly string[] {
  return [path, `${path}/`];
}

/** The real ONR knows its address from its settings; the mock takes the one that it was called by. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
