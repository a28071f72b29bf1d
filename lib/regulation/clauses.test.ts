import { describe, expect, it } from 'vitest';
import { permissions } from '@/lib/access/permissions';
import { settingRegistry } from '@/lib/settings/registry';
import { chapters, clauseIds } from './clauses';
import { findClauses } from './rules';

const sources = import.meta.glob<string>('/{lib,components,app}/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const clauses = chapters.flatMap((chapter) => chapter.clauses);

describe('the regulation', () => {
  it('names each clause once, in its own chapter', () => {
    expect(clauseIds.size).toBe(clauses.length);
    for (const { number, clauses: own } of chapters)
      for (const { id } of own) expect(id).toMatch(new RegExp(`^${number}(\\.|$)`));
  });

  it('has eight chapters in order', () => {
    expect(chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each(clauses)('says what $id asks for and how it is held to', ({ title, text, enforcedBy }) => {
    expect(title.length).toBeGreaterThan(0);
    expect(text).toMatch(/。$/);
    expect(enforcedBy.length).toBeGreaterThan(0);
  });
});

describe('clauses named in code', () => {
  const named = Object.entries(sources).flatMap(([path, text]) =>
    [...text.matchAll(/clause(?: =|:) '(\d[^']*)'/g)].map((match) => [match[1] ?? '', path] as const),
  );

  it('are found', () => {
    expect(named.length).toBeGreaterThan(10);
  });

  it.each(named)('%s in %s exists', (id) => {
    expect(clauseIds).toContain(id);
  });

  it('of permissions and settings are ones that are enabled', () => {
    const enabled = new Set(clauses.filter((clause) => clause.enabled).map(({ id }) => id));
    const used = [...Object.values(permissions), ...Object.values(settingRegistry)].flatMap((row) =>
      'clause' in row && row.clause ? [row.clause] : [],
    );
    expect(used.filter((id) => !enabled.has(id))).toEqual([]);
  });
});

describe('searching', () => {
  it.each([
    ['昵称', ['2.1.2']],
    ['2.1.1', ['2.1.1']],
    ['昵称 复制', ['2.1.2']],
    ['没有这样的词', []],
  ])('%s finds %j', (q, ids) => {
    expect(findClauses(q, null).flatMap((chapter) => chapter.clauses.map(({ id }) => id))).toEqual(ids);
  });

  it('tells the enabled from the others', () => {
    const count = (state: 'enabled' | 'disabled' | null) =>
      findClauses('', state).flatMap((chapter) => chapter.clauses).length;
    expect(count('enabled') + count('disabled')).toBe(count(null));
  });
});
