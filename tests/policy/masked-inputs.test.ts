import { isNonNullType, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { dataRows, isDataRow } from '../../subgraphs/registry/data-rows.ts';
import { isPurpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { grantFor } from '../grants.ts';
import { isGivenByTable, policy, schema } from './graph.ts';

/** A field that a rule reads, with those around it: `Type.field`, from the student on. */
interface Input {
  readonly around: readonly string[];
  readonly coordinate: string;
  readonly isNonNull: boolean;
}

const rows = Object.keys(dataRows).filter(isDataRow);

/** Every purpose, with every set of rows that its case may need. */
const grants = Object.keys(purposes)
  .filter(isPurpose)
  .flatMap((purpose) => {
    const optional = rows.filter((row) => dataRows[row][purpose] === 'IF_NEEDED');
    return Array.from({ length: 2 ** optional.length }, (_, set) =>
      grantFor(purpose, { needs: optional.filter((_row, index) => Math.floor(set / 2 ** index) % 2 === 1) }),
    );
  });

function requiredOf(field: string): readonly Input[] {
  const definition = schema.getQueryType() && schema.getType('Student');
  const node = definition && 'getFields' in definition ? definition.getFields()[field]?.astNode : null;
  const texts = (node?.directives ?? [])
    .flatMap(({ arguments: given }) => given ?? [])
    .flatMap(({ name, value }) =>
      name.value === 'requires' && value.kind === Kind.STRING ? [value.value] : [],
    );
  return texts.flatMap(inputsIn);
}

function inputsIn(text: string): readonly Input[] {
  const found: Input[] = [];
  const around: string[] = [];
  const types = new TypeInfo(schema);
  visit(
    parse(`fragment inputs on Student { ${text} }`),
    visitWithTypeInfo(types, {
      Field: {
        enter: ({ name }) => {
          const coordinate = `${types.getParentType()?.name}.${name.value}`;
          found.push({ around: [...around], coordinate, isNonNull: isNonNullType(types.getType()) });
          around.push(coordinate);
        },
        leave: () => {
          around.pop();
        },
      },
    }),
  );
  return found;
}

/** What reaches a rule as null because the purpose does not give it, inside of a fact that it does give. */
function maskedOf(field: string): readonly Input[] {
  return grants.flatMap((grant) => {
    if (!isGivenByTable(`Student.${field}`, grant)) return [];
    return requiredOf(field).filter(
      ({ around, coordinate }) =>
        around.every((one) => isGivenByTable(one, grant)) && !isGivenByTable(coordinate, grant),
    );
  });
}

const derived = [...policy.keys()]
  .filter((coordinate) => coordinate.startsWith('Student.'))
  .map((coordinate) => coordinate.slice('Student.'.length))
  .filter((name) => requiredOf(name).some(({ coordinate }) => coordinate !== 'Student.lookup'));

describe('what a rule reads inside of a fact and the purpose does not give', () => {
  it('is only what rules are known to tell from a registry’s silence', () => {
    const masked = derived.flatMap(maskedOf).filter(({ around }) => around.length > 0);
    expect(derived.length).toBeGreaterThan(10);
    expect([...new Set(masked.map(({ coordinate }) => coordinate))].sort()).toEqual([
      // Nobody compares an enrolment with null.
      'Admission.firstRegistration',
      // A condition without its words is still a condition.
      'AdmissionCondition.condition',
      // The finding that turns on them is given where they are; steps do not.
      'IdentityFact.citizenships',
    ]);
  });

  it('can be null in the graph, so that it never takes the fact with it', () => {
    const odd = derived.flatMap(maskedOf).filter(({ isNonNull }) => isNonNull);
    expect(odd.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('is not what fees turn on: whoever gets places gets their fees', () => {
    const without = grants.filter(
      (grant) =>
        isGivenByTable('Student.admissions', grant) && !isGivenByTable('Admission.feeObligation', grant),
    );
    expect(without).toEqual([]);
  });
});
