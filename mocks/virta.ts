import type { FastifyRequest } from 'fastify';
import type { MockRegistry } from './registry-server.ts';
import { unpublished } from './unpublished.ts';
import { problemsOf } from './virta/content-model.ts';
import { LUKU_NAMESPACE } from './virta/namespaces.ts';
import { operations, payloadXml } from './virta/operations.ts';
import { questionIn } from './virta/request.ts';
import { bodyRootOf, faultAnswer, responseAnswer, type SoapAnswer } from './virta/soap.ts';
import { indexStudents, type StudentIndex } from './virta/student-index.ts';
import { readXml, type XmlElement } from './virta/xml-element.ts';

/** VIRTA's public test password, and another. */
const passwords: readonly string[] = ['salaisuus', unpublished.secret];

/** `luku106` is the address of data model 1.06, which plain `luku` serves too. */
const PATHS = ['/luku/OpiskelijanTiedot', '/luku106/OpiskelijanTiedot'] as const;

const NO_ENDPOINT: SoapAnswer = { status: 404, body: null };

/** VIRTA's SOAP read service ("luku"), as a Spring-WS server behaves that validates what it is sent. */
export const virtaMock: MockRegistry = {
  name: 'virta',
  routes: (app, { people }) => {
    const students = indexStudents(people);
    for (const path of PATHS) {
      app.post(path, async (request, reply) => {
        const { status, body } = answerTo(request, students);
        reply.code(status);
        if (body === null) return reply.send();
        return reply.header('content-type', 'text/xml; charset=utf-8').send(body);
      });
    }
  },
};

function answerTo(request: FastifyRequest, students: StudentIndex): SoapAnswer {
  if (!request.headers['content-type']?.toLowerCase().includes('text/xml'))
    return { status: 415, body: null };
  const message = typeof request.body === 'string' ? readXml(request.body) : null;
  if (message === null) {
    return faultAnswer({ code: 'Client', text: 'The message is not well-formed XML', validationErrors: [] });
  }
  const root = bodyRootOf(message);
  if (root === 'not SOAP 1.1') {
    return faultAnswer({
      code: 'VersionMismatch',
      text: 'The message is not SOAP 1.1',
      validationErrors: [],
    });
  }
  return root === 'empty' ? NO_ENDPOINT : operationAnswer(root, { request, students });
}

interface Call {
  readonly request: FastifyRequest;
  readonly students: StudentIndex;
}

function operationAnswer(root: XmlElement, { request, students }: Call): SoapAnswer {
  // By the root element and not by SOAPAction, which the WSDL leaves empty.
  const operation = root.uri === LUKU_NAMESPACE ? operations.get(root.local) : undefined;
  if (operation === undefined) return NO_ENDPOINT;
  request.asked = { operation: operation.name, persons: null };
  const problems = problemsOf(root, operation.request);
  if (problems.length > 0) {
    return faultAnswer({ code: 'Client', text: 'Validation error', validationErrors: problems });
  }
  const { password, search } = questionIn(root);
  request.asked = { operation: operation.name, persons: search.ids.length };
  if (!passwords.includes(password))
    return faultAnswer({ code: 'Server', text: 'Access denied', validationErrors: [] });
  return responseAnswer(operation.name, payloadXml(operation, students.find(search)));
}
