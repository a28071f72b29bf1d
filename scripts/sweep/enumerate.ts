import type { Argument, VariableDeclarator } from 'oxc-parser';
import * as z from 'zod';
import type { Source } from '../checks/source';

const root = '../..';

export interface SourceAction {
  name: string;
  file: string;
  /** Where the schema of its input is, as file and export. */
  schema: { file: string; name: string };
}

const exported = ({ program }: Source): VariableDeclarator[] =>
  program.body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'VariableDeclaration'
      ? statement.declaration.declarations
      : [],
  );

/** What an argument names: `x` that was imported, or `input.x` of a module that was imported as a whole. */
function importedAs({ imports }: Source, argument: Argument | undefined): { file: string; name: string } {
  const local = argument?.type === 'MemberExpression' ? argument.object : argument;
  if (local?.type !== 'Identifier') return { file: '', name: '' };
  const found = imports.find(({ names }) => names.some((one) => one.local === local.name));
  const inner = argument?.type === 'MemberExpression' ? argument.property : undefined;
  const name =
    inner?.type === 'Identifier'
      ? inner.name
      : found?.names.find((one) => one.local === local.name)?.imported;
  return { file: found?.target ?? '', name: name ?? '' };
}

/** Every server action of the sources: what an actions.ts exports. */
export function sourceActions(sources: readonly Source[]): SourceAction[] {
  return sources
    .filter(({ path }) => /^lib\/.*\/actions(\/[^/]+)?\.ts$/.test(path))
    .flatMap((source) =>
      exported(source).flatMap(({ id, init }) =>
        id.type === 'Identifier' && init?.type === 'CallExpression'
          ? [{ name: id.name, file: source.path, schema: importedAs(source, init.arguments[0]) }]
          : [],
      ),
    );
}

const address = (path: string): string =>
  path
    .replace(/^app/, '')
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\/(page\.tsx|route\.ts)$/, '') || '/';

/** Every page's address, with its `[…]`. */
export const sourcePages = (sources: readonly Source[]): string[] =>
  sources.filter(({ path }) => /^app\/(.*\/)?page\.tsx$/.test(path)).map(({ path }) => address(path));

const verbs = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function exportedNames({ program }: Source): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = statement;
    const listed = specifiers.flatMap((one) =>
      one.exported.type === 'Identifier' ? [one.exported.name] : [],
    );
    if (declaration?.type === 'FunctionDeclaration') return [declaration.id?.name ?? '', ...listed];
    return listed;
  });
}

/** Every route handler as `GET /api/health`. */
export const sourceHandlers = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path }) => /^app\/.*\/route\.ts$/.test(path))
    .flatMap((source) => {
      const constants = exported(source).flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
      return [...exportedNames(source), ...constants]
        .filter((name) => verbs.has(name))
        .map((verb) => `${verb} ${address(source.path)}`);
    });

/** The paths of all fields of a schema, in the notation of matrix/fields.ts: `orders`, `orders.0.id`. */
export function fieldPaths(schema: z.ZodType, path = ''): string[] {
  const { def } = schema as unknown as { def: Record<string, unknown> & { type: string } };
  const inside = (inner: unknown, name: string): string[] => {
    const below = path ? `${path}.${name}` : name;
    return [below, ...fieldPaths(inner as z.ZodType, below)];
  };
  if (def.type === 'object')
    return Object.entries(def.shape ?? {}).flatMap(([name, inner]) => inside(inner, name));
  if (def.type === 'array') {
    const element = inside(def.element, '0');
    // Of a list of objects the element itself is no field.
    return element.length > 1 ? element.slice(1) : element;
  }
  if (def.type === 'pipe') return fieldPaths(def.in as z.ZodType, path);
  if (def.type === 'optional' || def.type === 'nullable') return fieldPaths(def.innerType as z.ZodType, path);
  return [];
}

/** The schema an action was made with. */
export async function schemaOf({ name, schema }: SourceAction): Promise<z.ZodType> {
  const module = (await import(/* @vite-ignore */ `${root}/${schema.file}`)) as Record<string, unknown>;
  const found = module[schema.name];
  if (!(found instanceof z.ZodType)) throw new Error(`no schema for ${name}`);
  return found;
}
