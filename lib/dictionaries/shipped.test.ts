import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { screeningVersions, screeningWords } from '@/db/schema/screening';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import type { ListedWord } from '@/lib/screening/screen';
import { shippedWords } from '@/lib/screening/shipped';
import { restoreVersion } from './commands/restore';
import { shipWords } from './commands/ship';
import { tryText } from './commands/try';
import { addWord, changeWord, removeWords, switchWords } from './commands/words';
import { enterShipped } from './commands/write';
import { forgetDictionaries } from './queries/screener';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  forgetDictionaries();
  street = await makeStreet();
});

const word = { word: '内部拼团', category: 4, severity: 'warn', note: '', reason: '近期多发' } as const;
const add = async (more: Partial<ListedWord> = {}) =>
  done(await addWord(street.office, { ...word, ...more })).number;
const rowOf = async (text: string) => {
  const [row] = await db().select().from(screeningWords).where(eq(screeningWords.word, text));
  if (!row) throw new Error(`no ${text}`);
  return row;
};
const found = async (text: string) =>
  done(await tryText(street.office, { text })).hits.map(({ start, end }) => text.slice(start, end));

describe('the words that come along', () => {
  it('are looked for before anybody has entered them', async () => {
    expect(await found('高价收卡')).toEqual(['高价收卡']);
    expect(await db().$count(screeningVersions)).toBe(0);
  });

  it('are entered once, as a version, and before the first change of the Office', async () => {
    const system = systemActor('test');
    done(await shipWords(system, {}));
    done(await shipWords(system, {}));
    expect(await db().$count(screeningWords)).toBe(shippedWords.length);
    expect(await db().$count(screeningVersions)).toBe(1);
    await emptyStreet();
    street = await makeStreet();
    expect(await add()).toBe(2);
    expect(await db().$count(screeningWords)).toBe(shippedWords.length + 1);
  });

  it('come back by themselves neither on nor changed once the Office has decided', async () => {
    await add();
    const shipped = await rowOf('高价收卡');
    done(await switchWords(street.office, { ids: [shipped.id], active: false, reason: '误报' }));
    done(await shipWords(systemActor('test'), {}));
    expect(await rowOf('高价收卡')).toMatchObject({ active: false });
    expect(await found('高价收卡')).toEqual([]);
  });

  it('stay in the category that the Office has moved them to', async () => {
    await add();
    const { id, version, word: text, note } = await rowOf('砍一刀');
    const moved = {
      id,
      version,
      word: text,
      note,
      category: 6,
      severity: 'hint',
      reason: '只作提示',
    } as const;
    done(await changeWord(street.office, moved));
    done(await shipWords(systemActor('test'), {}));
    const rows = await db().select().from(screeningWords).where(eq(screeningWords.word, text));
    expect(rows).toMatchObject([{ id, category: 6, severity: 'hint' }]);
    const { hits } = done(await tryText(street.office, { text: `请${text}` }));
    expect(hits.map(({ severity }) => severity)).toEqual(['hint']);
  });

  it('stay away when the Office has gone back to before they came', async () => {
    const [late, ...early] = shippedWords;
    if (!late) throw new Error('no words come along');
    await db().transaction((tx) => enterShipped(tx, 0, early));
    const before = await add();
    done(await shipWords(systemActor('test'), {}));
    const latest = before + 1;
    expect(await rowOf(late.word)).toMatchObject({ version: latest });
    done(await restoreVersion(street.office, { number: before, latest, reason: '误报多' }));
    done(await shipWords(systemActor('test'), {}));
    expect(await found(late.word)).toEqual([]);
    // Nothing is lost: the later version can be brought back in the same way.
    done(await restoreVersion(street.office, { number: latest, latest: latest + 1, reason: '再启用' }));
    expect(await found(late.word)).toEqual([late.word]);
  });

  it('that the Office had taken away as its own are not brought back', async () => {
    const [late, ...early] = shippedWords;
    if (!late) throw new Error('no words come along');
    await db().transaction((tx) => enterShipped(tx, 0, early));
    await add({ ...late });
    done(await removeWords(street.office, { ids: [(await rowOf(late.word)).id], reason: '误报' }));
    done(await shipWords(systemActor('test'), {}));
    expect(await found(late.word)).toEqual([]);
  });

  it('cannot be rewritten or removed', async () => {
    await add();
    const { id, version } = await rowOf('高价收卡');
    expect(await removeWords(street.office, { ids: [id], reason: '不需要' })).toMatchObject({
      refusal: { code: 'rule' },
    });
    const change = {
      id,
      version,
      word: '高价收卡二',
      category: 1,
      severity: 'hint',
      note: '',
      reason: '改写',
    } as const;
    expect(await changeWord(street.office, change)).toMatchObject({ refusal: { code: 'rule' } });
  });
});
