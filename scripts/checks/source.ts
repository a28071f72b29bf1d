import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comment, type ParseResult, type Program, parseSync } from 'oxc-parser';
import type { Problem } from './report';

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
  /** Where it cannot be read. Nothing else of such a file may be relied on. */
  faults: Problem[];
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
  const lineAt = lineFinder(text);
  const dynamic = dynamicImports(file, text, parsed, lineAt);
  const found = [...staticImports(parsed, lineAt), ...dynamic.imports];
  const syntax = parsed.errors.map(({ message, labels }) => ({
    path: file,
    line: lineAt(labels[0]?.start ?? 0),
    message,
  }));
  return {
    path: file,
    text,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: found.map((one) => ({ ...one, target: resolve(file, one.specifier, paths) })),
    program: parsed.program,
    comments: parsed.comments,
    lineAt,
    faults: [...syntax, ...dynamic.faults],
  };
}

/** Every file can be parsed, and every import read. */
export function checkParsed(sources: Source[]): Problem[] {
  return sources.flatMap(({ faults }) => faults);
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

type FoundImport = Omit<Import, 'target'>;

function staticImports({ module }: ParseResult, lineAt: (offset: number) => number): FoundImport[] {
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
  return [...statics, ...reexports];
}

/** What cannot be read in `import(…)` could hide any import; only scripts may load by a computed name. */
function dynamicImports(
  file: string,
  text: string,
  { module }: ParseResult,
  lineAt: (offset: number) => number,
): { imports: FoundImport[]; faults: Problem[] } {
  const read = module.dynamicImports.map(({ moduleRequest, start }) => {
    const literal = /^(['"`])([^'"`$]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    return { specifier: literal?.[2] ?? '', typeOnly: false, names: [], line: lineAt(start) };
  });
  const computed = file.startsWith('scripts/') ? [] : read.filter(({ specifier }) => specifier === '');
  return {
    imports: read.filter(({ specifier }) => specifier !== ''),
    faults: computed.map(({ line }) => ({ path: file, line, message: 'import() takes a plain string here' })),
  };
}

function resolve(from: string, specifier: string, paths: Set<string>): string | null {
  if (!/^(@\/|\.{1,2}\/)/.test(specifier)) return null;
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`, `${base}/index.ts`];
  return candidates.find((candidate) => paths.has(candidate)) ?? base;
}
