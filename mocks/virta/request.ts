import type { Content, ElementContent, Slot, TextContent } from './content-model.ts';
import type { Search } from './student-index.ts';
import type { XmlElement } from './xml-element.ts';

/** HenkilotunnusTyyppi: no individual number 900–999, and a bare birth date with its century sign will do. */
const IDENTITY_CODE_PATTERN =
  '(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9][0-9][+\\-ABCDEFXYWVU]' +
  '((00[2-9]|[0-8][1-9][0-9]|[1-8][0-9][0-9])[0-9ABCDEFHJKLMNPRSTUVWXY])?';
const IDENTITY_CODE = new RegExp(`^(?:${IDENTITY_CODE_PATTERN})$`);

/** OrganisaatioKoodiTyyppi lists some 7000 codes; a mock takes any that looks like one of them. */
const INSTITUTION = /^([0-9]{5}|41|42|63|64|66|99|UK|UM|XX|Muu)$/;

const MAX_LIST = 200;
const MAX_CALLER_TEXT = 100;

const anyText: TextContent = { kind: 'text', problemOf: () => null };

const callerText: TextContent = {
  kind: 'text',
  // Length in characters as XML counts them, so that a character outside the BMP is one.
  problemOf: (value) =>
    [...value].length <= MAX_CALLER_TEXT
      ? null
      : `cvc-maxLength-valid: Value '${value}' is longer than the maximum length of '${MAX_CALLER_TEXT}'.`,
};

const identityCode: TextContent = {
  kind: 'text',
  problemOf: (value) =>
    IDENTITY_CODE.test(value)
      ? null
      : `cvc-pattern-valid: Value '${value}' does not match the pattern '${IDENTITY_CODE_PATTERN}' ` +
        `of type 'HenkilotunnusTyyppi'.`,
};

const institution: TextContent = {
  kind: 'text',
  problemOf: (value) =>
    INSTITUTION.test(value)
      ? null
      : `cvc-enumeration-valid: Value '${value}' is not among the values of type 'OrganisaatioKoodiTyyppi'.`,
};

const caller = elements(one('jarjestelma', callerText), one('tunnus', callerText), one('avain', callerText));

const onePerson: Slot = {
  choices: new Map([
    ['henkilotunnus', identityCode],
    ['kansallinenOppijanumero', anyText],
  ]),
  atLeast: 1,
  atMost: 1,
};

const manyPersons: Slot = {
  choices: new Map([
    ['henkilotunnusLista', identityCode],
    ['kansallinenOppijanumeroLista', anyText],
  ]),
  atLeast: 1,
  atMost: MAX_LIST,
};

const anyInstitution: Slot = { ...one('organisaatio', institution), atLeast: 0 };

/** Studies of one person, at all institutions or at one. */
export const singleRequest: Content = requestContent(onePerson, anyInstitution);

/** Studies of up to 200 persons, asked for by one kind of identifier. */
export const listRequest: Content = requestContent(manyPersons, anyInstitution);

/** One person as one institution knows the person. */
export const personRequest: Content = requestContent(onePerson, one('organisaatio', institution));

/** What a valid request asks for, and the password it brings. */
export interface Question {
  readonly password: string;
  readonly search: Search;
}

/** Takes a request apart that its content model has found valid. */
export function questionIn(request: XmlElement): Question {
  const conditions = childrenOf(request, 'Hakuehdot');
  const persons = conditions.filter(({ local }) => local !== 'organisaatio');
  return {
    password: textOf(childrenOf(request, 'Kutsuja'), 'avain') ?? '',
    search: {
      by: persons.some(({ local }) => local.startsWith('henkilotunnus'))
        ? 'personalIdentityCode'
        : 'learnerNumber',
      ids: persons.map(({ text }) => text),
      institution: textOf(conditions, 'organisaatio'),
    },
  };
}

function requestContent(persons: Slot, organisation: Slot): Content {
  return elements(one('Kutsuja', caller), one('Hakuehdot', elements(persons, organisation)));
}

function elements(...slots: readonly Slot[]): ElementContent {
  return { kind: 'elements', slots };
}

function one(name: string, content: Content): Slot {
  return { choices: new Map([[name, content]]), atLeast: 1, atMost: 1 };
}

function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.find(({ local }) => local === name)?.children ?? [];
}

function textOf(elements: readonly XmlElement[], name: string): string | null {
  return elements.find(({ local }) => local === name)?.text ?? null;
}
