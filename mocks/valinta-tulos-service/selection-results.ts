import type { FastifyInstance } from 'fastify';
import type { Valinnantulos, ValinnantulosHistorialla } from '../../subgraphs/fees/contract.ts';
import type { StudyPlace } from '../person.ts';
import type { AdmissionIndex, Application } from './admission-index.ts';
import {
  answerJson,
  answerText,
  bodyAsSet,
  forbidden,
  Refusal,
  requireJsonContentType,
  requireUserAgent,
} from './answers.ts';
import { RESULT_RIGHTS } from './rights.ts';
import { inScatteredOrder } from './scattered-order.ts';
import { authenticate, authorize, hasRightAt, type Session, type Sessions } from './sessions.ts';

const MAX_APPLICATIONS = 5000;

/** Adds the selection results by application (§3): every choice of them, accepted or not. */
export function selectionResultRoutes(app: FastifyInstance, index: AdmissionIndex, sessions: Sessions): void {
  app.post('/auth/valinnan-tulos/hakemus/', (request, reply) => {
    request.asked.operation = 'valinnan-tulos';
    requireJsonContentType(request);
    const session = authenticate(request, sessions);
    authorize(session, RESULT_RIGHTS);
    const oids = bodyAsSet(request);
    if (oids === null) throw new Refusal(400, 'The body is not an array of application OIDs');
    if (oids.size === 0 || oids.size > MAX_APPLICATIONS) {
      return answerText(reply, 400, 'Minimum of 1 and maximum of 5000 hakemusOids at a time.');
    }
    requireUserAgent(request);
    const applications = [...oids].flatMap((oid) => index.byApplicationOid.get(oid) ?? []);
    request.asked.persons = new Set(applications.map(({ person }) => person)).size;
    return answerJson(reply, 200, toResults(applications, session));
  });
}

function toResults(applications: readonly Application[], session: Session): ValinnantulosHistorialla[] {
  const places = applications.flatMap((application) => application.places);
  if (!places.every(({ provider }) => hasRightAt(session, RESULT_RIGHTS, provider.oid))) throw forbidden();
  // The neutral person has no history of states.
  const results = places.map((place) => ({ valinnantulos: toValinnantulos(place), tilaHistoria: [] }));
  return inScatteredOrder(
    results,
    ({ valinnantulos: { hakemusOid, hakukohdeOid } }) => hakemusOid + hakukohdeOid,
  );
}

function toValinnantulos(place: StudyPlace): Valinnantulos {
  return {
    hakukohdeOid: place.option.oid,
    // The neutral person has no selection queues: one an option, as a long number like the register's own.
    valintatapajonoOid: place.option.oid.replaceAll('.', ''),
    hakemusOid: place.applicationOid,
    henkiloOid: place.personOid,
    valinnantila: place.valintaTila,
    ...condition(place),
    julkaistavissa: place.published,
    vastaanottotila: place.vastaanottoTila,
    ilmoittautumistila: place.ilmoittautuminenTila,
    ...(place.acceptanceDeadline === null
      ? {}
      : { vastaanottoDeadline: wholeSeconds(place.acceptanceDeadline) }),
  };
}

/** `muu` is the code of a condition in free words. */
function condition({ condition: words }: StudyPlace): Partial<Valinnantulos> {
  if (words === null) return { ehdollisestiHyvaksyttavissa: false };
  return {
    ehdollisestiHyvaksyttavissa: true,
    ehdollisenHyvaksymisenEhtoKoodi: 'muu',
    ...(words.fi === undefined ? {} : { ehdollisenHyvaksymisenEhtoFI: words.fi }),
    ...(words.sv === undefined ? {} : { ehdollisenHyvaksymisenEhtoSV: words.sv }),
    ...(words.en === undefined ? {} : { ehdollisenHyvaksymisenEhtoEN: words.en }),
  };
}

function wholeSeconds(instant: string): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
