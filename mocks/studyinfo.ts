import type { FastifyInstance } from 'fastify';
import type { Haku } from '../subgraphs/opintopolku/contract.ts';
import type { Person, StudyPlace } from './person.ts';

/** Adds Studyinfo's public data of application rounds (haku), of which the target group is served; open to all. */
export function studyinfoRoutes(app: FastifyInstance, people: readonly Person[]): void {
  const places = people.flatMap((person) => person.places);
  const byRound = new Map(places.map((place) => [place.round.oid, place]));
  app.get<{ Params: { oid: string } }>('/konfo-backend/external/haku/:oid', (request, reply) => {
    const place = byRound.get(request.params.oid);
    if (place === undefined) return reply.code(404).type('text/plain').send('Not found');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(toHaku(place)));
  });
}

function toHaku({ round, targetGroup = '12' }: StudyPlace): Haku & Record<string, unknown> {
  const koodiUri = `haunkohdejoukko_${targetGroup}#1`;
  return { oid: round.oid, tila: 'julkaistu', nimi: round.name, kohdejoukko: { koodiUri } };
}
