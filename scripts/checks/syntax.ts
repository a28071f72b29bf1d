import type { Expression } from 'oxc-parser';

/** Takes what a rule objects to, at an offset in the file's text. */
export type Report = (offset: number, message: string) => void;

/** `b` of `a.b`, or null. */
export function propertyOf(node: Expression): string | null {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null;
  return node.property.name;
}
