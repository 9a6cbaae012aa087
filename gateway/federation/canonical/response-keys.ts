import {
  type ArgumentNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  print,
} from 'graphql';

/** How keys begin that are the gateway's own: no field of a graph may begin so. */
export const ownPrefix = 'own_';

/**
 * The keys that fields of one operation stand under. Whatever a subgraph requires stands under its plain name, so a field
 * that clients may choose the arguments of has a key of its own, whether arguments are given or not.
 */
export class ResponseKeys {
  readonly #shapes: NameShapes;
  /** By name, arguments and shape. */
  readonly #own = new Map<string, string>();

  constructor(schema: GraphQLSchema) {
    this.#shapes = shapesIn(schema);
  }

  /**
   * The key of a field with these arguments. Where objects of several types stand (`isMixed`), fields of one name may
   * have values of several shapes, which cannot share a key.
   */
  keyOf(
    { name, type, args }: Pick<GraphQLField<unknown, unknown>, 'name' | 'type' | 'args'>,
    given: readonly ArgumentNode[],
    isMixed: boolean,
  ): string {
    const shape = isMixed && (this.#shapes.get(name)?.size ?? 0) > 1 ? shapeOf(type) : '';
    if (args.length === 0 && shape === '') return name;
    const use = `${name} ${shape} ${given.map(print).join(',')}`;
    const key = this.#own.get(use) ?? `${ownPrefix}${this.#own.size}_${name}`;
    this.#own.set(use, key);
    return key;
  }
}

/** The shapes that values of fields have, by the fields' names. */
type NameShapes = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<GraphQLSchema, NameShapes>();

function shapesIn(schema: GraphQLSchema): NameShapes {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const shapes = new Map<string, Set<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const { name, type: value } of Object.values(type.getFields())) {
      shapes.set(name, (shapes.get(name) ?? new Set()).add(shapeOf(value)));
    }
  }
  known.set(schema, shapes);
  return shapes;
}

/** What GraphQL wants to be alike where two fields share a key: lists, nullability, and the type of leaves. */
function shapeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isCompositeType(named) ? String(type).replace(named.name, '_') : String(type);
}
