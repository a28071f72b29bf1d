import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { screeningVersions, screeningWords } from '@/db/schema/screening';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { parseList } from '@/lib/core/paging';
import type { ListedWord } from '@/lib/screening/screen';
import { importWords } from './commands/import';
import { restoreVersion } from './commands/restore';
import { tryText } from './commands/try';
import { addWord, changeWord, removeWords, switchWords, weighWords } from './commands/words';
import { changeList, versionList, wordList } from './list';
import { forgetDictionaries, screenerNow } from './queries/screener';
import { listVersions, versionDetail } from './queries/versions';
import { listWords, wordDetail } from './queries/words';
import { changeText, textLines } from './rules';

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
const add = async (more: Partial<ListedWord> = {}) =>
  taken(await addWord(street.office, { ...word, ...more })).number;
const rowOf = async (text: string) => {
  const [row] = await db().select().from(screeningWords).where(eq(screeningWords.word, text));
  if (!row) throw new Error(`no ${text}`);
  return row;
};
const found = async (text: string) =>
  taken(await tryText(street.office, { text })).hits.map(({ start, end }) => text.slice(start, end));
const everything = async () =>
  (await db().select().from(screeningWords).orderBy(screeningWords.id)).map(({ version: _, ...row }) => row);

describe('a change of the dictionaries', () => {
  it('is a version with who, when and why, in force at once, and in the trail', async () => {
    expect(await found('内 部拼團')).toEqual([]);
    const number = await add();
    expect(await found('内 部拼團')).toEqual(['内 部拼團']);
    const versions = await listVersions(street.office, parseList(versionList, {}));
    expect(versions.rows[0]).toMatchObject({
      number,
      act: 'add',
      added: 1,
      changed: 0,
      removed: 0,
      reason: '近期多发',
      changedByName: '周敏',
    });
    const [record] = await db()
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'dictionary.add'))
      .orderBy(desc(auditEvents.id))
      .limit(1);
    expect(record).toMatchObject({
      action: 'dictionary.add',
      entityId: String(number),
      reason: '近期多发',
      actingRole: 'office_admin',
    });
  });

  it('is refused beside the field where a word cannot be looked for', async () => {
    for (const [unfit, message] of [
      ['★★', '没有文字，无法查找'],
      ['单★', '至少两个字，单字会大量误报'],
    ] as const)
      expect(await addWord(street.office, { ...word, word: unfit })).toMatchObject({
        refusal: { code: 'invalid', fields: { word: message } },
      });
  });

  it('is refused for a word the category has, however it is written', async () => {
    await add();
    expect(await addWord(street.office, { ...word, word: '內部 拼團' })).toMatchObject({
      refusal: { code: 'rule', fields: { word: expect.stringContaining('内部拼团') } },
    });
    expect(await add({ category: 1 })).toBe(3);
  });

  it('is refused to whoever saw an older word', async () => {
    const version = await add();
    const { id } = await rowOf(word.word);
    const change = { ...word, id, version, severity: 'block' } as const;
    expect(await changeWord(street.office, change)).toMatchObject({ ok: true });
    expect(await changeWord(street.office2, { ...change, severity: 'hint' })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    expect(await wordDetail(street.office, id)).toMatchObject({ severity: 'block', history: [{}, {}] });
  });

  it('is numbered without gaps when many are made at once', async () => {
    await Promise.all(['甲乙', '丙丁', '戊己', '庚辛'].map((text) => add({ word: text })));
    const rows = await db().select().from(screeningVersions).orderBy(screeningVersions.number);
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('of several words at once is one version; what would change nothing is refused', async () => {
    await add({ word: '甲乙' });
    await add({ word: '丙丁' });
    const ids = [(await rowOf('甲乙')).id, (await rowOf('丙丁')).id];
    expect(taken(await weighWords(street.office, { ids, severity: 'block', reason: '从严' }))).toEqual({
      count: 2,
    });
    expect(await weighWords(street.office, { ids, severity: 'block', reason: '从严' })).toMatchObject({
      refusal: { code: 'invalid' },
    });
    expect(taken(await removeWords(street.office, { ids, reason: '不用了' }))).toEqual({ count: 2 });
    expect(await removeWords(street.office, { ids, reason: '不用了' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('is refused to everybody but the Office, who see nothing either', async () => {
    const number = await add();
    const { id } = await rowOf(word.word);
    for (const actor of [street.headHeping, street.leader, street.member, street.sysadmin, street.auditor]) {
      expect(await addWord(actor, { ...word, word: '别的词' })).toMatchObject({
        refusal: { code: 'forbidden' },
      });
      expect(await tryText(actor, { text: '文字' })).toMatchObject({ refusal: { code: 'forbidden' } });
      expect((await listWords(actor, parseList(wordList, {}))).rows).toEqual([]);
      expect((await listVersions(actor, parseList(versionList, {}))).rows).toEqual([]);
      expect(await versionDetail(actor, number, parseList(changeList, {}))).toBeNull();
      expect(await wordDetail(actor, id)).toBeNull();
    }
  });
});

describe('a text that is tried', () => {
  it('shows what blocks, however much there is before it', async () => {
    const { hits, more, masked } = taken(
      await tryText(street.office, { text: `${'追剧。'.repeat(320)}高价收卡` }),
    );
    expect(hits).toHaveLength(300);
    expect(more).toBe(21);
    expect(hits.at(-1)).toMatchObject({ severity: 'block', start: 960, end: 964 });
    expect(masked).toContain('＊＊＊＊');
  });
});

describe('taking back', () => {
  it('brings back every word as it was, whatever happened since', async () => {
    await add({ word: '甲乙' });
    const kept = await add({ word: '丙丁' });
    const before = await everything();
    const first = await rowOf('甲乙');
    taken(
      await changeWord(street.office, { ...word, ...first, word: '甲乙丙', severity: 'block', reason: '改' }),
    );
    taken(await removeWords(street.office, { ids: [(await rowOf('丙丁')).id], reason: '删' }));
    await add({ word: '丙丁' });
    await add({ word: '甲乙' });
    taken(
      await switchWords(street.office, { ids: [(await rowOf('高价收卡')).id], active: false, reason: '停' }),
    );
    const { latest } = (await versionDetail(street.office, kept, parseList(changeList, {}))) ?? { latest: 0 };
    const restored = taken(await restoreVersion(street.office, { number: kept, latest, reason: '改错了' }));
    expect(restored.number).toBe(latest + 1);
    expect(await everything()).toEqual(before);
    expect(await found('高价收卡')).toEqual(['高价收卡']);
    const again = { number: kept, latest: restored.number, reason: '再来' };
    expect(await restoreVersion(street.office, again)).toMatchObject({ refusal: { code: 'rule' } });
  });

  it('is refused when somebody has changed something meanwhile', async () => {
    const number = await add({ word: '甲乙' });
    await add({ word: '丙丁' });
    expect(await restoreVersion(street.office, { number, latest: number, reason: '恢复' })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    expect(await restoreVersion(street.office, { number: 99, latest: 3, reason: '恢复' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('an import', () => {
  const lines = textLines('# 词表\n甲乙\n\n丙丁\t说明文字\n甲 乙\n单\n高价收卡\r\n戊己');

  it('is looked at before it is written', async () => {
    const wanted = { lines, category: 1, severity: 'warn', reason: '' } as const;
    await add();
    const checked = taken(await importWords(street.office, wanted));
    expect(checked).toEqual({
      fresh: 3,
      sample: ['甲乙', '丙丁', '戊己'],
      known: 1,
      repeated: 1,
      faulty: 1,
      faults: [{ line: 6, word: '单', message: '至少两个字，单字会大量误报' }],
      number: null,
    });
    expect(await db().$count(screeningVersions)).toBe(2);
    expect(taken(await importWords(street.office, { ...wanted, reason: '上级下发' }))).toMatchObject({
      number: 3,
    });
    expect(await rowOf('丙丁')).toMatchObject({ note: '说明文字', severity: 'warn', origin: 'own' });
    expect(await rowOf('高价收卡')).toMatchObject({ severity: 'block', origin: 'shipped' });
    expect(await importWords(street.office, { ...wanted, reason: '再来一次' })).toMatchObject({
      refusal: { code: 'rule' },
    });
  });

  it('of a long list may only hint, and 65,000 words are in force afterwards', async () => {
    const many = Array.from({ length: 65_000 }, (_, i) => ({
      line: i + 1,
      word: `词${String.fromCharCode(0x4e00 + (i % 5_000), 0x5e00 + Math.floor(i / 5_000), 0x6e00 + (i % 997))}`,
      note: '',
    }));
    const wanted = { lines: many, category: 6, severity: 'warn', reason: '上级下发' } as const;
    expect(await importWords(street.office, wanted)).toMatchObject({ refusal: { code: 'rule' } });
    taken(await importWords(street.office, { ...wanted, severity: 'hint' }));
    const last = many.at(-1)?.word ?? '';
    expect(await found(`这里有${last}。`)).toEqual([last]);
  });
});

describe('the screener of a process', () => {
  it('answers with the one before while the next is made, and follows other processes', async () => {
    await add();
    expect((await screenerNow()).version).toBe(2);
    const other = await screenerNow();
    await add({ word: '甲乙' });
    const meanwhile = await screenerNow();
    expect([2, 3]).toContain(meanwhile.version);
    expect(other.screener.screen('甲乙')).toEqual([]);
    expect(await found('甲乙')).toEqual(['甲乙']);
    expect((await screenerNow()).version).toBe(3);
  });
});

it('says a change in words', () => {
  const state = {
    word: '甲',
    folded: '甲',
    category: 1,
    severity: 'hint',
    note: '',
    origin: 'own',
    active: true,
  } as const;
  expect(changeText(null, state)).toBe('新增：违法内容，提示，无，启用');
  expect(changeText(state, { ...state, word: '乙', severity: 'warn', active: false })).toBe(
    '词条：甲 → 乙；级别：提示 → 警示；状态：启用 → 停用',
  );
  expect(changeText(state, null)).toBe('删除');
});
