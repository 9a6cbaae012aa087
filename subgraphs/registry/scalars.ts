import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isDay, isOppijanumero, isPersonalIdentityCode } from './identifiers.ts';

/** What each input scalar accepts, in words that may be shown: never with the value that was given. */
export const acceptedForms: Readonly<Record<string, string>> = {
  Oppijanumero: 'a learner number: 1.2.246.562.24. and eleven digits',
  PersonalIdentityCode:
    'a Finnish personal identity code: ddMMyy, a century sign (+, -, A–F, U–Y), three digits and the right check character',
  Date: 'an existing day as yyyy-MM-dd',
};

const accepts: Readonly<Record<string, (text: string) => boolean>> = {
  Oppijanumero: isOppijanumero,
  PersonalIdentityCode: isPersonalIdentityCode,
  Date: isDay,
};

/** Whether a value is acceptable for a scalar of the graph; scalars without a check of their own accept all. */
export function isAccepted(scalar: string, value: unknown): boolean {
  const check = accepts[scalar];
  return check === undefined || (typeof value === 'string' && check(value));
}

function checkedScalar(name: string): GraphQLScalarType<unknown, unknown> {
  const parse = (value: unknown): unknown => {
    if (isAccepted(name, value)) return value;
    const message = `Not accepted. Expected ${acceptedForms[name] ?? name}.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<unknown, unknown>({
    name,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

/** The graph's scalars. Identity codes are input only, so nothing here can print one. */
export const scalars = {
  Oppijanumero: checkedScalar('Oppijanumero'),
  PersonalIdentityCode: checkedScalar('PersonalIdentityCode'),
  Date: checkedScalar('Date'),
  DateTime: checkedScalar('DateTime'),
} as const;
