import { and, eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { screeningWords } from '@/db/schema/screening';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { importWords } from './commands/import';
import { addWord, switchWords, weighWords } from './commands/words';
import { weighWordsInput } from './input';
import { forgetDictionaries } from './queries/screener';
import { mostWeighty, mostWeightyAtOnce } from './rules';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  forgetDictionaries();
  street = await makeStreet();
});

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

const word = { word: '内部拼团', category: 4, severity: 'warn', note: '', reason: '近期多发' } as const;

describe('words that warn or block', () => {
  const manyLines = (count: number, from: number) =>
    Array.from({ length: count }, (_, i) => ({
      line: i + 1,
      word: `重词${String.fromCharCode(0x4e00 + from + i)}`,
      note: '',
    }));
  const imported = (count: number, from: number, severity: 'hint' | 'warn') =>
    importWords(street.office, {
      lines: manyLines(count, from),
      category: 6,
      severity,
      reason: '上级下发',
    });
  const weighty = () =>
    db().$count(screeningWords, and(eq(screeningWords.active, true), ne(screeningWords.severity, 'hint')));

  it('are at most 100 more at once, and 2,000 in all, whichever way they come', async () => {
    expect(await imported(mostWeightyAtOnce + 1, 0, 'warn')).toMatchObject({ refusal: { code: 'rule' } });
    expect(
      weighWordsInput.safeParse({
        ids: Array.from({ length: mostWeightyAtOnce + 1 }, newId),
        severity: 'block',
        reason: '从严',
      }).error?.issues,
    ).toMatchObject([{ path: ['ids'], message: expect.stringContaining('100 条') }]);

    taken(await imported(mostWeighty, 0, 'hint'));
    const ids = (await db().select().from(screeningWords).where(eq(screeningWords.severity, 'hint')))
      .filter(({ origin }) => origin === 'own')
      .map(({ id }) => id);
    const free = mostWeighty - (await weighty());
    const raised = { severity: 'warn', reason: '从严' } as const;
    taken(await weighWords(street.office, { ids: ids.slice(0, free), ...raised }));
    expect(await weighty()).toBe(mostWeighty);
    const beyond = { refusal: { code: 'rule', fields: { severity: expect.stringContaining('2,000') } } };
    expect(await weighWords(street.office, { ids: ids.slice(free, free + 1), ...raised })).toMatchObject(
      beyond,
    );
    expect(await addWord(street.office, { ...word, severity: 'block' })).toMatchObject(beyond);
    expect(await imported(1, mostWeighty, 'warn')).toMatchObject(beyond);
    taken(await addWord(street.office, { ...word, severity: 'hint' }));

    const off = { ids: ids.slice(0, 1), reason: '误报多' };
    taken(await switchWords(street.office, { ...off, active: false }));
    taken(await weighWords(street.office, { ids: ids.slice(free, free + 1), ...raised }));
    expect(await switchWords(street.office, { ...off, active: true })).toMatchObject(beyond);
    // Heavier, and not one more.
    taken(await weighWords(street.office, { ids: ids.slice(1, 2), severity: 'block', reason: '从严' }));
  });
});
