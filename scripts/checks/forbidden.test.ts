import { describe, expect, it } from 'vitest';
import { checkForbidden } from './forbidden';
import { parseSources } from './source';

const found = (path: string, text: string) => checkForbidden(parseSources({ [path]: text }));

describe('code', () => {
  it.each([
    ['export const at = new Date();', 'now()'],
    ['export const at = Date.now();', 'now()'],
    ['export const at = Date();', 'now()'],
    ['export const q = sql`select now()`;', 'now()'],
    ['export const q = sql`at < current_timestamp`;', 'now()'],
    ["export const c = timestamp('at').defaultNow();", 'now()'],
    [`// ${'TO'}DO: later\nexport {};`, 'open an issue'],
    [`/* ${'FIX'}ME */ export {};`, 'open an issue'],
    [`// @ts-${'ignore'}\nexport {};`, 'repair the type'],
    [`// @ts-expect-${'error'}\nexport {};`, 'repair the type'],
    ['try { a(); } catch {}', 'hides the fault'],
    ['try { a(); } catch (fault) { }', 'hides the fault'],
    ['a().catch(() => {});', 'hides the fault'],
    ['a().catch(() => undefined);', 'hides the fault'],
    ['export const q = sql.raw(key);', 'enters SQL as a parameter'],
    ['export const q = sql.identifier(key);', 'enters SQL as a parameter'],
    ["export const page = await fetch('https://example.org');", 'lib/integrations'],
    ['export const token = Math.random();', 'node:crypto'],
  ])('%s', (text, reason) => {
    expect(found('lib/groups/queries.ts', text)).toEqual([
      expect.objectContaining({ message: expect.stringContaining(reason) }),
    ]);
  });

  it.each([
    'export const day = new Date(text);',
    'export const known = Date.parse(text);',
    'try { a(); } catch { /* gone already, which is what we want */ }',
    'a().catch((fault) => log.warn(fault));',
  ])('lets %s pass', (text) => {
    expect(found('lib/groups/queries.ts', text)).toEqual([]);
  });

  it('lets the clock read the machine', () => {
    expect(found('lib/core/clock.ts', 'export const now = () => new Date();')).toEqual([]);
  });

  it('names the line', () => {
    expect(found('lib/groups/queries.ts', '\n\nexport const at = new Date();')[0]?.line).toBe(3);
  });
});

describe('tests', () => {
  const body = '() => { expect(1).toBe(1); }';

  it.each([
    [`it.${'only'}('a', ${body});`, 'always'],
    [`describe.${'skip'}('a', ${body});`, 'always'],
    [`test.${'skipIf'}(true)('a', ${body});`, 'always'],
    [`test.${'runIf'}(process.env.DATABASE_URL)('a', ${body});`, 'always'],
    [`test.describe.${'only'}('a', ${body});`, 'always'],
    [`test.${'todo'}('a');`, 'always'],
    ["it('a', () => { run(); });", 'without an assertion'],
    ["test('a', async ({ page }) => { await page.goto('/'); });", 'without an assertion'],
    ["it.each([1])('%i', (n) => { run(n); });", 'without an assertion'],
    ["it('a', async () => { await page.waitForTimeout(5); expect(1).toBe(1); });", 'not for time'],
    ["it('a', () => { setTimeout(run, 5); expect(1).toBe(1); });", 'not for time'],
  ])('%s', (text, reason) => {
    expect(found('lib/groups/queries.test.ts', text)).toEqual([
      expect.objectContaining({ message: expect.stringContaining(reason) }),
    ]);
  });

  it.each([
    `it('a', ${body});`,
    `it.${'runIf'}(isRoot)('a', ${body});`,
    "it('a', () => fc.assert(fc.property(fc.integer(), (n) => n === n)));",
    "test('a', async ({ page }) => { await expectAccessible(page); });",
    "test.beforeEach('a', async ({ page }) => { await page.goto('/'); });",
    "describe('a', () => { run(); });",
  ])('lets %s pass', (text) => {
    expect(found('e2e/join-a-group.spec.ts', text)).toEqual([]);
  });
});
