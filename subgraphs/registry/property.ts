import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';

/** A property of what may be an object; undefined of anything else. */
export function propertyOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** The resolver of a field that is a property of its source, or a method; graphql-js's own, with its look-up left out. */
export function propertyResolver(name: string): GraphQLFieldResolver<unknown, unknown> {
  // biome-ignore lint/complexity/useMaxParams: a resolver has four; to gather them makes a list for each field.
  return (source, given, context, info) => {
    const value = typeof source === 'function' ? Reflect.get(source, name) : propertyOf(source, name);
    return typeof value === 'function' ? defaultFieldResolver(source, given, context, info) : value;
  };
}

/** Whether a value is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
