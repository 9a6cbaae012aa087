import { z } from 'zod';

/** A shape as a selection in GraphQL: `id institution { code }`. Empty for a value without fields. */
export function selectionOf(shape: z.core.$ZodType): string {
  if (shape instanceof z.ZodNullable) return selectionOf(shape.unwrap());
  if (shape instanceof z.ZodArray) return selectionOf(shape.element);
  if (!(shape instanceof z.ZodObject)) return '';
  return Object.entries(shape.shape)
    .map(([name, of]) => {
      const fields = selectionOf(of);
      return fields === '' ? name : `${name} { ${fields} }`;
    })
    .join(' ');
}
