import { field, isCoded, listOf } from './fields.ts';
import { virtaCodes } from './virta-codes.ts';
import { childrenNamed, textsOf, wordsIn, type XmlNode } from './xml-tree.ts';

type From = (item: unknown, record: XmlNode) => boolean;

/** Whether a study right says nothing but what one `Opiskeluoikeus` says. */
export const isRightFrom: From = (item, record) => {
  const said = saidIn(record);
  const states = childrenNamed(record, 'Tila');
  return (
    idsOf(record).has(field(item, 'id')) &&
    isInstitutionOf(item, record) &&
    textsOf(record, 'Tyyppi').some((code) => isCoded(field(item, 'type'), code, virtaCodes.type)) &&
    said.isWord(field(item, 'typeCode')) &&
    said.isDay(field(item, 'startsOn')) &&
    said.isDay(field(item, 'endsOn')) &&
    listOf(field(item, 'states')).every((period) =>
      states.some((state) => isStateFrom(period, state, record)),
    ) &&
    said.isWord(field(item, 'degreeCode')) &&
    isNameFrom(field(item, 'programmeName'), record) &&
    listOf(field(item, 'languages')).every(said.isWordInAnyCase) &&
    said.isNumber(field(item, 'extentCredits')) &&
    said.isNumber(field(item, 'extentStudyWeeks')) &&
    arePartsFrom(item, record)
  );
};

/** Roles, primary periods and the transfer, each from elements of its own kind. */
function arePartsFrom(item: unknown, record: XmlNode): boolean {
  const transfer = field(item, 'transfer');
  const roles = childrenNamed(record, 'Organisaatio').map(saidIn);
  const spans = childrenNamed(record, 'Ensisijaisuus');
  const transfers = childrenNamed(record, 'SiirtoOpiskelija').map(saidIn);
  const terms = childrenNamed(record, 'SiirtoOpiskelija')
    .flatMap((one) => childrenNamed(one, 'Lukukausikertyma'))
    .map(saidIn);
  return (
    listOf(field(item, 'institutionRoles')).every((role) =>
      roles.some(
        (said) =>
          said.isWord(field(role, 'institution', 'code')) &&
          said.isWord(field(role, 'roleCode')) &&
          isCoded(field(role, 'role'), field(role, 'roleCode'), virtaCodes.role),
      ),
    ) &&
    listOf(field(item, 'primaryPeriods')).every((span) =>
      spans.some((one) => saidIn(one).isDay(field(span, 'startsOn'))),
    ) &&
    (transfer === null || transfers.some((said) => said.isDay(field(transfer, 'transferredOn')))) &&
    listOf(field(transfer, 'termsUsed')).every((used) =>
      terms.some((said) => said.isNumber(field(used, 'terms'))),
    )
  );
}

/** The end of a state may be the day before the next one, or its only day. */
function isStateFrom(period: unknown, state: XmlNode, record: XmlNode): boolean {
  const [own, whole] = [saidIn(state), saidIn(record)];
  const code = field(period, 'stateCode');
  const endsOn = field(period, 'endsOn');
  return (
    own.isWord(code) &&
    isCoded(field(period, 'state'), code, virtaCodes.state) &&
    own.isDay(field(period, 'startsOn')) &&
    (whole.isDay(endsOn) || (typeof endsOn === 'string' && whole.isDay(dayAfter(endsOn))))
  );
}

/** Whether a registration says nothing but what one `LukukausiIlmoittautuminen` says. */
export const isRegistrationFrom: From = (item, record) => {
  const said = saidIn(record);
  return (
    isInstitutionOf(item, record) &&
    isLinkFrom(field(item, 'studyRightId'), record) &&
    textsOf(record, 'Tila').some((code) => isCoded(field(item, 'state'), code, virtaCodes.registration)) &&
    ['registeredOn', 'startsOn', 'endsOn'].every((name) => said.isDay(field(item, name)))
  );
};

/** Whether a fee due says nothing but what one `Opiskeluoikeus` and a `LukuvuosiMaksu` of it say. */
export const isFeeDueFrom: From = (item, record) =>
  isInstitutionOf(item, record) &&
  idsOf(record).has(field(item, 'studyRightId')) &&
  childrenNamed(record, 'LukuvuosiMaksu').some((fee) => {
    const said = saidIn(fee);
    return (
      said.isDay(field(item, 'startsOn')) &&
      said.isDay(field(item, 'endsOn')) &&
      said.isMoney(field(item, 'amount'))
    );
  });

/** Whether a payment says nothing but what one registration's `LukuvuosiMaksu` says. */
export const isPaymentFrom: From = (item, record) => {
  const said = saidIn(record);
  const flags = field(item, 'fullyPaid') === true ? ['1', 'true'] : ['0', 'false'];
  return (
    isInstitutionOf(item, record) &&
    isLinkFrom(field(item, 'studyRightId'), record) &&
    said.isDay(field(item, 'startsOn')) &&
    said.isDay(field(item, 'endsOn')) &&
    childrenNamed(record, 'LukuvuosiMaksu').some((fee) =>
      textsOf(fee, 'Maksettu').some((text) => flags.includes(text)),
    ) &&
    said.isMoney(field(item, 'paid')) &&
    said.isMoney(field(item, 'scholarship'))
  );
};

/** Whether an attainment says nothing but what one `Opintosuoritus` says. */
export const isAttainmentFrom: From = (item, record) => {
  const said = saidIn(record);
  const recognisedOn = field(item, 'recognisedOn');
  return (
    isEntryFrom(item, record) &&
    textsOf(record, 'Laji').some((code) => isCoded(field(item, 'kind'), code, virtaCodes.kind)) &&
    said.isDay(field(item, 'attainedOn')) &&
    said.isDay(recognisedOn) &&
    field(item, 'recognised') === (recognisedOn !== null) &&
    said.isNumber(field(item, 'credits')) &&
    said.isNumber(field(item, 'studyWeeks'))
  );
};

/** Whether a degree says nothing but what one `Opintosuoritus` of kind 1 says. */
export const isDegreeFrom: From = (item, record) => {
  const said = saidIn(record);
  return (
    isEntryFrom(item, record) &&
    textsOf(record, 'Laji').includes('1') &&
    said.isWord(field(item, 'degreeCode')) &&
    said.isDay(field(item, 'awardedOn'))
  );
};

/** Whether a period of mobility says nothing but what one `Liikkuvuusjakso` says. */
export const isMobilityFrom: From = (item, record) => {
  const said = saidIn(record);
  return (
    idsOf(record).has(field(item, 'id')) &&
    isInstitutionOf(item, record) &&
    isLinkFrom(field(item, 'studyRightId'), record) &&
    (field(item, 'direction') === 'UNKNOWN' ||
      textsOf(record, 'Suunta').some((code) =>
        isCoded(field(item, 'direction'), code, virtaCodes.direction),
      )) &&
    said.isWord(field(item, 'countryCode')) &&
    said.isDay(field(item, 'startsOn')) &&
    said.isDay(field(item, 'endsOn'))
  );
};

/** Whether a place of study says nothing but what one `Opiskeluoikeus` and a `Jakso` of it say. */
export const isLocationFrom: From = (item, record) =>
  idsOf(record).has(field(item, 'studyRightId')) &&
  childrenNamed(record, 'Jakso').some((period) => {
    const said = saidIn(period);
    const [startsOn, endsOn] = [field(item, 'startsOn'), field(item, 'endsOn')];
    return said.isWord(field(item, 'municipalityCode')) && said.isDay(startsOn) && said.isDay(endsOn);
  });

function isEntryFrom(item: unknown, record: XmlNode): boolean {
  return (
    idsOf(record).has(field(item, 'id')) &&
    isInstitutionOf(item, record) &&
    isLinkFrom(field(item, 'studyRightId'), record) &&
    isNameFrom(field(item, 'name'), record)
  );
}

/** Ids that a record may have by its institution and its own key. */
export function idsOf(record: XmlNode): ReadonlySet<unknown> {
  return new Set(
    textsOf(record, 'Myontaja').map((institution) => `${institution}:${record.attributes.avain}`),
  );
}

function isLinkFrom(id: unknown, record: XmlNode): boolean {
  if (id === null) return true;
  const keys = [record, ...record.children].flatMap(({ attributes }) => attributes.opiskeluoikeusAvain ?? []);
  return textsOf(record, 'Myontaja').some((institution) =>
    keys.some((key) => id === `${institution}:${key}`),
  );
}

/** Without a list of institutions, only the code is known. */
function isInstitutionOf(item: unknown, record: XmlNode): boolean {
  const code = field(item, 'institution', 'code');
  const isUnnamed = ['fi', 'sv', 'en'].every((name) => field(item, 'institution', 'name', name) === null);
  return textsOf(record, 'Myontaja').some((text) => text === code) && isUnnamed;
}

function isNameFrom(name: unknown, record: XmlNode): boolean {
  const said = saidIn(record);
  return ['fi', 'sv', 'en'].every((language) => said.isWord(field(name, language)));
}

function saidIn(record: XmlNode) {
  const words = wordsIn(record);
  const isAny = (holds: (word: string) => boolean): boolean => [...words].some(holds);
  return {
    isWord: (value: unknown): boolean => value === null || (typeof value === 'string' && words.has(value)),
    isWordInAnyCase: (value: unknown): boolean => isAny((word) => word.toLowerCase() === value),
    isDay: (value: unknown): boolean => value === null || isAny((word) => word.slice(0, 10) === value),
    isNumber: (value: unknown): boolean =>
      value === null || isAny((word) => word !== '' && Number(word) === value),
    isMoney: (value: unknown): boolean =>
      value === null || isAny((word) => centsOf(word) === field(value, 'cents')),
  };
}

function centsOf(word: string): number {
  return Math.round(Number(word.replace(',', '.')) * 100);
}

function dayAfter(day: string): string {
  const time = Date.parse(day);
  return Number.isNaN(time) ? '' : new Date(time + 86_400_000).toISOString().slice(0, 10);
}
