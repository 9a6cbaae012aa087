import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { ownPrefix } from '../../federation/canonical/response-keys.ts';

/** Keys that the gateway adds to what it executes, and takes out of the answer again. */
export const addedKeys = { Student: `${ownPrefix}person`, StudentMatch: `${ownPrefix}match` } as const;

const added = {
  Student: fieldOf(addedKeys.Student, 'oppijanumero'),
  StudentMatch: fieldOf(addedKeys.StudentMatch, 'code'),
} as const;

/** The document with every student's number and every match's code selected, so that one can tell whose each part is. */
export function withPersonKeys(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        leave: (node) => {
          const type = types.getType();
          const key = type ? getNamedType(type).name : '';
          if (node.selectionSet === undefined || !isKeyed(key)) return undefined;
          const selections = [...node.selectionSet.selections, added[key]];
          return { ...node, selectionSet: { ...node.selectionSet, selections } };
        },
      },
    }),
  );
}

function isKeyed(type: string): type is keyof typeof added {
  return Object.hasOwn(added, type);
}

function fieldOf(alias: string, name: string): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: name },
  };
}
