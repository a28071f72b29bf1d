import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comment, type ParseResult, type Program, parseSync } from 'oxc-parser';

/** An import, re-export or `import()` of one file. */
export interface Import {
  specifier: string;
  /** Path in the project, or null for a package. */
  target: string | null;
  /** Erased by the compiler: nothing of the target is loaded at run time. */
  typeOnly: boolean;
  /** Names taken from the target, with the local name they are used by. */
  names: { imported: string; local: string }[];
  line: number;
}

/** One source file, parsed. Paths are relative to the project root, with forward slashes. */
export interface Source {
  path: string;
  text: string;
  lineCount: number;
  imports: Import[];
  program: Program;
  comments: Comment[];
  lineAt: (offset: number) => number;
}

const roots = ['app', 'components', 'lib', 'db', 'e2e', 'scripts'];
const sourceFile = /(?<!\.d)\.(ts|tsx|mjs|js)$/;

/** Reads and parses every source file below the roots, and those that lie in the project root itself. */
export function readSources(root: string): Source[] {
  const files: Record<string, string> = {};
  const collect = (folder: string, deep: boolean) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && deep) collect(name, true);
      if (entry.isFile() && sourceFile.test(name)) files[name] = readFileSync(path.join(root, name), 'utf8');
    }
  };
  collect('', false);
  const present = new Set(readdirSync(root));
  for (const folder of roots.filter((name) => present.has(name))) collect(folder, true);
  return parseSources(files);
}

/** Parses a tree given as path → text. The checks' own tests build their bad examples with it. */
export function parseSources(files: Record<string, string>): Source[] {
  const paths = new Set(Object.keys(files));
  return Object.entries(files)
    .map(([file, text]) => parseSource(file, text, paths))
    .sort((a, b) => a.path.localeCompare(b.path));
}

function parseSource(file: string, text: string, paths: Set<string>): Source {
  const parsed = parseSync(file, text);
  const fault = parsed.errors[0];
  if (fault) throw new Error(`${file} cannot be parsed: ${fault.message}`);
  const lineAt = lineFinder(text);
  return {
    path: file,
    text,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: importsOf(file, text, parsed, lineAt).map((found) => ({
      ...found,
      target: resolve(file, found.specifier, paths),
    })),
    program: parsed.program,
    comments: parsed.comments,
    lineAt,
  };
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

type FoundImport = Omit<Import, 'target'>;

function importsOf(
  file: string,
  text: string,
  { module }: ParseResult,
  lineAt: (offset: number) => number,
): FoundImport[] {
  const statics = module.staticImports.map((statement) => ({
    specifier: statement.moduleRequest.value,
    typeOnly: statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
    names: statement.entries.map((entry) => ({
      imported: entry.importName.name ?? entry.importName.kind,
      local: entry.localName.value,
    })),
    line: lineAt(statement.start),
  }));
  const reexports = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) =>
      entry.moduleRequest
        ? [
            {
              specifier: entry.moduleRequest.value,
              typeOnly: entry.isType,
              names: [],
              line: lineAt(entry.start),
            },
          ]
        : [],
    ),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest, start }) => {
    const literal = /^(['"`])([^'"`$]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    const specifier = literal?.[2];
    // What cannot be read here could hide any import; only scripts may load by a computed name.
    if (!(specifier || file.startsWith('scripts/'))) {
      throw new Error(`${file}:${lineAt(start)} import() of something other than a plain string`);
    }
    return { specifier: specifier ?? '', typeOnly: false, names: [], line: lineAt(start) };
  });
  return [...statics, ...reexports, ...dynamic];
}

function resolve(from: string, specifier: string, paths: Set<string>): string | null {
  if (!/^(@\/|\.{1,2}\/)/.test(specifier)) return null;
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`, `${base}/index.ts`];
  return candidates.find((candidate) => paths.has(candidate)) ?? base;
}
