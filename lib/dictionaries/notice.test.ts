import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { anonymousActor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { addWord } from './commands/words';
import { findingsOf } from './queries/notice';
import { forgetDictionaries } from './queries/screener';

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

describe('a notice on its way', () => {
  it('is looked through for whoever may write, by the words in force, and shown how it may go', async () => {
    taken(await addWord(street.office, word));
    const text = {
      title: '关于内 部 拼 團的通知',
      body: '联系 13800001234\n身份证 11010519491231002X',
      fileNames: ['11010519491231002X.pdf'],
    };
    const findings = await findingsOf(street.member, text);
    expect(findings.hits.map(({ field, severity, clauses }) => [field, severity, clauses])).toEqual([
      ['title', word.severity, [`5.1.${word.category}`]],
      ['body', 'warn', ['5.1.2', '1.3.3']],
      ['body', 'block', ['5.1.2', '1.3.3']],
      ['file', 'block', ['5.1.2', '1.3.3']],
    ]);
    expect(findings).toMatchObject({
      more: 0,
      masked: { title: text.title, body: '联系 13800001234\n身份证 1101************2X' },
      version: 2,
    });
    expect(await findingsOf(street.auditor, { title: '通知', body: '', fileNames: [] })).toEqual({
      hits: [],
      more: 0,
      masked: null,
      version: 2,
    });
    await expect(findingsOf(anonymousActor(null), text)).rejects.toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  it('is answered with the weightiest hits when there are more than anybody reads', async () => {
    const body = `${'13800001234 抢红包，'.repeat(400)}11010519491231002X`;
    const { hits, more } = await findingsOf(street.member, { title: '', body, fileNames: [] });
    expect([hits.length, more]).toEqual([300, 501]);
    expect(hits.at(-1)?.severity).toBe('block');
    expect(new Set(hits.map(({ severity }) => severity))).toEqual(new Set(['warn', 'block']));
  });
});
