import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Right } from './accounts.ts';
import { sendServletError } from './errors.ts';
import { basePath, withTrailingSlash } from './paths.ts';
import { toHenkiloDto, toYleistunniste } from './records.ts';
import { type Entry, inRegisterOrder, isSlave } from './register.ts';
import type { Registry } from './requests.ts';

const readPerson: readonly Right[] = ['READ', 'HENKILON_RU', 'REKISTERINPITAJA_READ'];

type PersonRequest = FastifyRequest<{ Params: { id: string } }>;

/** A route about one person, whom the path names. */
interface PersonQuestion {
  readonly method: 'GET' | 'HEAD';
  readonly path: string;
  /** Named here, since the path's last part may be an identifier. */
  readonly operation: string;
  readonly rights: readonly Right[];
  readonly lookup: (id: string) => Entry | undefined;
  readonly answer: (entry: Entry) => unknown;
}

/** The calls about one person (oph.md §4.4). */
export function personRoutes(registry: Registry): void {
  const { byOid, byAnyHetu } = registry.register;
  const byOidQuestion = { method: 'GET', rights: readPerson, lookup: byOid } as const;
  const questions: readonly PersonQuestion[] = [
    { ...byOidQuestion, path: '/henkilo/:id', operation: 'henkilo', answer: toHenkiloDto },
    { ...byOidQuestion, method: 'HEAD', path: '/henkilo/:id', operation: 'henkilo', answer: () => '' },
    { ...byOidQuestion, path: '/henkilo/:id/master', operation: 'master', answer: masterOf },
    { ...byOidQuestion, path: '/henkilo/:id/slaves', operation: 'slaves', answer: slavesOf },
    {
      ...byOidQuestion,
      path: '/henkilo/hetu=:id',
      operation: 'hetu',
      lookup: byAnyHetu,
      answer: toHenkiloDto,
    },
    {
      ...byOidQuestion,
      path: '/yleistunniste/hae/:id',
      operation: 'hae',
      rights: ['YLEISTUNNISTE_LUONTI'],
      answer: toYleistunniste,
    },
  ];
  for (const question of questions) answerPerson(registry, question);
}

function answerPerson({ app, access }: Registry, question: PersonQuestion): void {
  const handler = (request: PersonRequest, reply: FastifyReply): FastifyReply => {
    request.asked = { operation: question.operation, persons: 1 };
    if (!access.allows(request, reply, question.rights)) return reply;
    const entry = question.lookup(request.params.id);
    if (entry === undefined) return sendServletError(request, reply, 404);
    return reply.send(question.answer(entry));
  };
  for (const url of withTrailingSlash(`${basePath}${question.path}`)) {
    app.route<{ Params: { id: string } }>({
      method: question.method,
      url,
      onRequest: access.requireLogin,
      handler,
    });
  }
}

function masterOf({ master, slaves }: Entry): unknown {
  return toHenkiloDto({ record: master, master, slaves });
}

/** A duplicate has no duplicates of its own, so its list is empty. */
function slavesOf(entry: Entry): unknown {
  if (isSlave(entry)) return [];
  const { master, slaves } = entry;
  const duplicates = slaves.map((record) => ({ record, master, slaves }));
  return inRegisterOrder(duplicates, ({ record }) => record.oid).map(toHenkiloDto);
}
