import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from './report';

export type Snapshot = Record<string, unknown>;

interface Journal {
  entries: { idx: number; tag: string }[];
}

const folder = 'db/migrations';

/** The committed migrations end at the very schema that db/schema/ declares, and the journal names every file. */
export async function checkMigrations(root: string): Promise<Problem[]> {
  const journalFile = path.join(root, folder, 'meta', '_journal.json');
  if (!existsSync(journalFile)) return [{ path: folder, message: 'no migrations: npx drizzle-kit generate' }];
  const journal = readJson(journalFile) as Journal;
  const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.sql'));
  const snapshots = journal.entries.map(({ tag }) =>
    readJson(path.join(root, folder, 'meta', `${tag.slice(0, 4)}_snapshot.json`)),
  ) as Snapshot[];
  // Loaded here, because it alone takes longer than all other checks of this process.
  const { generateDrizzleJson } = await import('drizzle-kit/api');
  const declared = generateDrizzleJson(await loadSchema(root), randomUUID()) as Snapshot;
  return [
    ...journalProblems(journal, files),
    ...chainProblems(snapshots),
    ...schemaProblems(snapshots.at(-1) ?? {}, JSON.parse(JSON.stringify(declared)) as Snapshot),
  ];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function loadSchema(root: string): Promise<Record<string, unknown>> {
  const names = readdirSync(path.join(root, 'db/schema')).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(path.join(root, 'db/schema', name)).href)),
  );
  return Object.assign({}, ...modules) as Record<string, unknown>;
}

/** Files without an entry are never applied; entries without a file stop every start. */
export function journalProblems({ entries }: Journal, files: string[]): Problem[] {
  const named = entries.map(({ tag }) => `${tag}.sql`);
  const gap = entries.some(
    ({ idx, tag }, position) => idx !== position || Number(tag.slice(0, 4)) !== position,
  );
  return [
    ...files.filter((file) => !named.includes(file)).map((file) => `${file} is not in the journal`),
    ...named
      .filter((file) => !files.includes(file))
      .map((file) => `the journal names ${file}, which is missing`),
    ...(gap ? ['the journal does not count 0, 1, 2, …'] : []),
  ].map((message) => ({ path: folder, message }));
}

/** Two branches that each added a migration leave two snapshots with one parent. */
export function chainProblems(snapshots: Snapshot[]): Problem[] {
  return snapshots.flatMap((snapshot, index) => {
    const parent = index === 0 ? '00000000-0000-0000-0000-000000000000' : snapshots[index - 1]?.id;
    return snapshot.prevId === parent
      ? []
      : [{ path: folder, message: `snapshot ${index} does not follow the one before` }];
  });
}

/** What `drizzle-kit generate` would still write, told by table. */
export function schemaProblems(committed: Snapshot, declared: Snapshot): Problem[] {
  const parts = ['tables', 'enums', 'schemas', 'sequences', 'views', 'roles', 'policies'];
  return parts.flatMap((part) => {
    const [before, after] = [record(committed[part]), record(declared[part])];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
      .filter((name) => canonical(before[name]) !== canonical(after[name]))
      .map((name) => ({
        path: folder,
        message: `${part}: ${name} differs from db/schema: npx drizzle-kit generate`,
      }));
  });
}

const record = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;

/** JSON with sorted keys, so that only content is compared. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part,
  );
}
