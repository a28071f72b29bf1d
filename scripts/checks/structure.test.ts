import { describe, expect, it } from 'vitest';
import { checkBrowser } from './browser';
import { checkDirection } from './direction';
import { checkNames, checkRegistry } from './names';
import { checkReach } from './reach';
import { checkReaders } from './readers';
import type { Problem } from './report';
import { checkSizes } from './sizes';
import { checkParsed, parseSources, type Source } from './source';

type Rule = (sources: Source[]) => Problem[];

const messages = (rule: Rule, files: Record<string, string>) =>
  rule(parseSources(files)).map(({ path, message }) => `${path}: ${message}`);

/** A file of the tree that nothing objects to, so that imports have something to arrive at. */
const empty = 'export {};\n';

describe('file names', () => {
  it.each([
    ['lib/groups/utils.ts', 'says nothing'],
    ['lib/groups/index.ts', 'says nothing'],
    ['components/group-card.tsx', 'components lie in'],
    ['components/clubs/club-card.tsx', 'neither ui'],
    ['lib/clubs/queries.ts', 'has no rank'],
    ['lib/errors.ts', 'lies in a domain'],
    ['lib/groups/card.tsx', 'without markup'],
    ['lib/groups/service.ts', 'not in the file vocabulary'],
    ['lib/core/service.ts', 'not in the file vocabulary'],
  ])('objects to %s', (path, reason) => {
    expect(messages(checkNames, { [path]: empty })).toEqual([expect.stringContaining(reason)]);
  });

  it('takes the vocabulary, its folders, tests and listed modules', () => {
    const paths = [
      'lib/groups/queries.ts',
      'lib/groups/orders/commands.ts',
      'lib/groups/requests/commands/decide.ts',
      'lib/groups/requests/race.test.ts',
      'lib/core/clock.ts',
      'components/groups/group-card.tsx',
    ];
    expect(messages(checkNames, Object.fromEntries(paths.map((path) => [path, empty])))).toEqual([]);
  });

  it('objects to listed modules that do not exist', () => {
    expect(messages(checkRegistry, {})).toContainEqual(
      expect.stringContaining('lib/core/clock.ts is listed'),
    );
  });
});

describe('parsing', () => {
  it('names the line that cannot be read, and goes on with the other files', () => {
    const sources = parseSources({
      'lib/groups/rules.ts': "export {};\nconst a = '\n",
      'lib/groups/utils.ts': empty,
    });
    expect(checkParsed(sources)).toContainEqual(
      expect.objectContaining({ path: 'lib/groups/rules.ts', line: 2 }),
    );
    expect(checkNames(sources)).toHaveLength(1);
  });

  it('does not overlook a computed import()', () => {
    const text = 'export const load = (name: string) => import(name);\n';
    expect(messages(checkParsed, { 'lib/groups/rules.ts': text })).toEqual([
      expect.stringContaining('plain string'),
    ]);
    expect(messages(checkParsed, { 'scripts/checks/load.ts': text })).toEqual([]);
  });
});

describe('import direction', () => {
  const objections = (path: string, text: string, ...others: string[]) =>
    messages(checkDirection, { ...Object.fromEntries(others.map((other) => [other, empty])), [path]: text });

  it.each([
    ['lib/core/log.ts', '@/lib/audit/record', 'may not know lib/audit'],
    ['lib/notices/queries.ts', '@/lib/messages/queries', 'may not know lib/messages'],
    ['lib/screening/rules.ts', '@/lib/access/actor', 'may not know lib/access'],
    ['lib/groups/queries.ts', '../notices/queries', 'may not know lib/notices'],
    ['lib/notices/commands.ts', '@/lib/integrations/queries', 'through enqueue'],
    ['lib/groups/actions.ts', '@/lib/notices/commands', 'may not know lib/notices'],
    ['lib/groups/queries.ts', '@/components/ui/badge', 'does not know the screens'],
    ['lib/groups/commands.ts', '@/db/testing/database', 'only tests'],
    ['components/groups/card.tsx', '@/app/layout', "do not know the routes' code"],
    ['components/ui/card.tsx', '@/lib/groups/states', 'know no domain'],
    ['components/ui/card.tsx', '@/components/groups/card', 'lowest components'],
    ['db/schema/groups.ts', '@/lib/groups/queries', 'pure modules only'],
    ['app/page.tsx', '../scripts/start', 'does not import scripts/'],
  ])('%s may not import %s', (path, specifier, reason) => {
    expect(objections(path, `import { x } from '${specifier}';\n`)).toEqual([
      expect.stringContaining(reason),
    ]);
  });

  it('counts types, re-exports and import()', () => {
    const text = `import type { A } from '@/lib/notices/rules';
export { b } from '@/lib/notices/rules';
export const load = () => import('@/lib/notices/rules');
`;
    expect(objections('lib/groups/rules.ts', text)).toHaveLength(3);
  });

  it('lets lower domains be known, actions know the wrapper, and tests know all', () => {
    expect(objections('lib/notices/queries.ts', "import { x } from '@/lib/groups/queries';\n")).toEqual([]);
    expect(objections('lib/settings/actions.ts', "import { action } from '@/lib/request/action';\n")).toEqual(
      [],
    );
    expect(objections('lib/groups/queries.test.ts', "import { x } from '@/lib/notices/commands';\n")).toEqual(
      [],
    );
  });

  it('finds a circle of three, through types as well', () => {
    const found = messages(checkDirection, {
      'lib/groups/rules.ts': "import type { A } from './states';\n",
      'lib/groups/states.ts': "import { b } from './policy';\n",
      'lib/groups/policy.ts': "import { c } from './rules';\n",
    });
    expect(found).toEqual([expect.stringContaining('imports itself')]);
  });
});

describe('reach', () => {
  it.each([
    ['app/groups/page.tsx', '@/db/client', 'screens read through'],
    ['app/groups/page.tsx', 'drizzle-orm', 'screens read through'],
    ['app/groups/page.tsx', '@/lib/groups/commands', 'write through actions'],
    ['components/groups/card.tsx', '@/db/schema/groups', 'are given their data'],
    ['components/groups/card.tsx', '@/lib/groups/commands', 'write through actions'],
    ['lib/groups/commands.ts', 'next/headers', 'run without a request'],
    ['lib/groups/queries.ts', 'next/navigation', 'run without a request'],
    ['lib/groups/commands.ts', '@/lib/groups/actions', 'outer edge'],
    ['lib/groups/jobs.ts', '@/db/client', 'only queries and commands'],
    ['lib/groups/actions.ts', 'drizzle-orm', 'only queries and commands'],
    ['lib/groups/input.ts', '@/db/schema/groups', 'does not load the database'],
    ['lib/groups/rules.ts', 'node:fs', 'does no I/O'],
    ['lib/groups/policy.ts', '@/lib/groups/queries', 'pure modules only'],
    ['lib/groups/input.ts', '@/lib/core/clock', 'pure modules only'],
  ])('%s may not load %s', (path, specifier, reason) => {
    const found = messages(checkReach, { [path]: `import { x } from '${specifier}';\n` });
    expect(found).toEqual([expect.stringContaining(reason)]);
  });

  it('keeps the pool away from commands, whose transaction is given', () => {
    const files = (name: string) => ({
      'db/client.ts': empty,
      'lib/groups/commands.ts': `import { ${name} } from '@/db/client';\n`,
    });
    expect(messages(checkReach, files('db'))).toEqual([expect.stringContaining('take Tx')]);
    expect(messages(checkReach, files('type Tx'))).toEqual([]);
  });

  it('keeps what only the server may load out of the browser', () => {
    const files = (specifier: string) => ({
      'components/groups/card.tsx': `'use client';\nimport { x } from '${specifier}';\n`,
    });
    expect(messages(checkReach, files('@/lib/groups/queries'))).toEqual([
      expect.stringContaining('pure modules and'),
    ]);
    expect(messages(checkReach, files('@/lib/core/env'))).toEqual([
      expect.stringContaining('pure modules and'),
    ]);
    expect(messages(checkReach, files('@/lib/groups/actions'))).toEqual([]);
    expect(messages(checkReach, files('@/lib/groups/input'))).toEqual([]);
  });

  it('keeps heavy tables out of the browser, however far they are from it', () => {
    const files = (specifier: string) => ({
      'components/groups/card.tsx': `'use client';\nimport { x } from '${specifier}';\nimport { y } from './row';\n`,
      'components/groups/row.tsx': "import { z } from '@/lib/groups/rules';\n",
      'lib/groups/rules.ts': "import type { t } from './bare';\n",
      'lib/groups/input.ts': "import { bare } from './bare';\n",
      'lib/groups/actions.ts': "import { bare } from './bare';\n",
      'lib/groups/bare.ts': "import * as OpenCC from 'opencc-js/t2cn';\n",
    });
    expect(messages(checkBrowser, files('@/lib/groups/actions'))).toEqual([]);
    expect(messages(checkBrowser, files('@/lib/groups/input'))).toEqual([
      expect.stringContaining('opencc-js/t2cn goes to browsers with components/groups/card.tsx'),
    ]);
  });

  it('lets pure modules know types of rows, and route handlers run commands', () => {
    const files = {
      'lib/groups/policy.ts': "import type { Group } from '@/db/schema/groups';\n",
      'app/api/setup/route.ts': "import { setUp } from '@/lib/identity/commands';\n",
    };
    expect(messages(checkReach, files)).toEqual([]);
  });
});

describe('readers', () => {
  const files = (signature: string) => ({
    'lib/groups/queries.ts': `export ${signature}\n`,
    'app/page.tsx': "import { listGroups } from '@/lib/groups/queries';\n",
  });

  it.each([
    'async function listGroups(id: string) { return id; }',
    'const listGroups = (id: string) => id;',
    'const listGroups = cache(async () => 1);',
  ])('a screen may not call %s', (signature) => {
    expect(messages(checkReaders, files(signature))).toEqual([
      expect.stringContaining('does not take the actor'),
    ]);
  });

  it.each([
    'async function listGroups(actor: Actor, id: string) { return [actor, id]; }',
    'const listGroups = cache(async (actor: Actor) => actor);',
    'const listGroups = 20;',
  ])('a screen may use %s', (signature) => {
    expect(messages(checkReaders, files(signature))).toEqual([]);
  });
});

describe('file lengths', () => {
  it.each([
    ['app/groups/page.tsx', 80],
    ['components/groups/card.tsx', 200],
    ['lib/groups/queries.ts', 300],
    ['scripts/start.mjs', 300],
  ])('%s ends at %i lines', (path, limit) => {
    expect(messages(checkSizes, { [path]: '\n'.repeat(limit) })).toEqual([]);
    expect(messages(checkSizes, { [path]: '\n'.repeat(limit + 1) })).toEqual([
      expect.stringContaining('is the end'),
    ]);
  });

  it('leaves seed data alone', () => {
    expect(messages(checkSizes, { 'db/seed/data/people.ts': '\n'.repeat(2000) })).toEqual([]);
  });
});
