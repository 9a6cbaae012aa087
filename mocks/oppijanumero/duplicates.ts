import { z } from 'zod';
import type { DuplicateLink } from '../../subgraphs/oppijanumero/contract.ts';
import { inRegisterOrder, linksOf, type Register } from './register.ts';
import { answerPost, type Registry } from './requests.ts';

const criteria = z.object({ henkiloOids: z.array(z.string()).nullish() });

/** `POST /s2s/duplicateHenkilos` (oph.md §4.7). */
export function duplicateRoutes(registry: Registry): void {
  answerPost(registry, {
    path: '/s2s/duplicateHenkilos',
    rights: ['REKISTERINPITAJA_READ', 'DUPLICATE_READ'],
    body: criteria,
    persons: ({ henkiloOids }) => henkiloOids?.length ?? null,
    counted: () => 0,
    answer: ({ henkiloOids }) => {
      const links = linksAmong(registry.register, henkiloOids ?? null);
      return inRegisterOrder(links, ({ henkiloOid }) => henkiloOid);
    },
  });
}

/** No criterion means no restriction: every link there is. An empty list means nobody. */
function linksAmong(register: Register, oids: readonly string[] | null): readonly DuplicateLink[] {
  if (oids === null) return register.links();
  const masters = new Map(
    oids.flatMap((oid) => register.byOid(oid) ?? []).map((entry) => [entry.master.oid, entry]),
  );
  return [...masters.values()].flatMap(linksOf);
}
