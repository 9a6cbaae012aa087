import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import type { ConsentRegistry, Grant } from '../../subgraphs/registry/grant.ts';
import { coordinatesIn, isGivenByTable, policy, schema } from '../policy/graph.ts';

/** A field of `Student` that clients can ask for. */
export interface StudentFact {
  readonly name: string;
  readonly type: GraphQLNamedType;
  /** `Fact`, `DerivedFact`, or null for what is neither. */
  readonly kind: 'Fact' | 'DerivedFact' | null;
  readonly from: ConsentRegistry | null;
  /** Everything below it, as a selection. */
  readonly selection: string;
  /** Coordinates of what the graph computes it from. */
  readonly inputs: ReadonlySet<string>;
}

/** The mock that plays each registry. */
const mockOf: Readonly<Record<ConsentRegistry, string>> = {
  ONR: 'oppijanumero',
  OPINTOPOLKU: 'opintopolku',
  VIRTA: 'virta',
  TUITION_FEE_REGISTER: 'fees',
  MIGRI: 'migri',
};

/** The object type of a name. */
export function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`no object type ${name}`);
  return type;
}

/** The fields of a type that clients can ask for. */
export function shownFields(type: GraphQLObjectType) {
  return Object.values(type.getFields()).filter(
    ({ name }) => policy.get(`${type.name}.${name}`)?.shown === true,
  );
}

/** A selection of everything under a type; nothing for a leaf. */
export function wholeSelection(type: GraphQLNamedType, around: readonly GraphQLNamedType[] = []): string {
  if (!isObjectType(type) || around.includes(type)) return '';
  const parts = shownFields(type).map((field) => {
    const below = getNamedType(field.type);
    const under = wholeSelection(below, [...around, type]);
    return isObjectType(below) && under === '' ? '' : `${field.name}${under}`;
  });
  return ` { ${parts.join(' ')} }`;
}

/** Every field of `Student`. */
export const studentFacts: readonly StudentFact[] = shownFields(objectType('Student')).map((field) => {
  const type = getNamedType(field.type);
  const [implemented] = isObjectType(type) ? type.getInterfaces() : [];
  const kind = implemented?.name === 'Fact' || implemented?.name === 'DerivedFact' ? implemented.name : null;
  const from = policy.get(`Student.${field.name}`)?.from ?? null;
  return {
    name: field.name,
    type,
    kind,
    from,
    selection: wholeSelection(type),
    inputs: inputsOf(field.name),
  };
});

/** What the composed graph says that a field is computed from, how registries are asked left out. */
function inputsOf(name: string): ReadonlySet<string> {
  const definition = objectType('Student').getFields()[name]?.astNode;
  const texts = (definition?.directives ?? [])
    .flatMap((directive) => directive.arguments ?? [])
    .flatMap(({ name: argument, value }) =>
      argument.value === 'requires' && value.kind === Kind.STRING ? [value.value] : [],
    );
  const coordinates = texts.flatMap((text) => [
    ...coordinatesIn(parse(`fragment inputs on Student { ${text} }`)),
  ]);
  return new Set(coordinates.filter((one) => one !== 'Student.lookup' && !one.startsWith('RegistryLookup.')));
}

/** Whether something that a fact is computed from is not given, itself or at one remove. */
export function lacksInput({ inputs }: StudentFact, grant: Grant): boolean {
  return (
    [...inputs].some((coordinate) => !isGivenByTable(coordinate, grant)) ||
    inputFacts(inputs).some((fact) => lacksInput(fact, grant))
  );
}

/** The mock that plays where a fact is held. */
function holderOf({ name, from }: StudentFact): readonly string[] {
  if (from === null) return [];
  // The admission register keeps them beside the fees, behind the same log-in.
  return [name === 'admissionConditions' ? 'fees' : mockOf[from]];
}

/** Whether a registered fact can be asked for at all: what it is looked up by must be given too. */
export function canBeAsked(fact: StudentFact, grant: Grant): boolean {
  return fact.from === null || !lacksInput(fact, grant);
}

/** The mocks that may be called for a fact: none when it is denied, and none for its inputs that are. */
export function mocksFor(fact: StudentFact, grant: Grant): ReadonlySet<string> {
  if (!isGivenByTable(`Student.${fact.name}`, grant)) return new Set();
  const own = canBeAsked(fact, grant) ? holderOf(fact) : [];
  const inputs = inputFacts(fact.inputs).flatMap((input) => [...mocksFor(input, grant)]);
  return new Set(['oppijanumero', ...own, ...inputs]);
}

function inputFacts(inputs: ReadonlySet<string>): readonly StudentFact[] {
  return studentFacts.filter(({ name }) => inputs.has(`Student.${name}`));
}
