import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chapters } from '@/lib/regulation/clauses';
import type { AnsweredHit } from '@/lib/screening/notice';
import { writtenCategories } from '../states';
import { isUntouched, templateOf } from '../writing/templates';
import {
  blanksOf,
  brokenFields,
  type CheckedNotice,
  type Found,
  foundIn,
  ruleChecks,
  thingsToMend,
} from './checks';
import { majorSuggestion } from './importance';
import { bodyText, pastedText, titleText } from './plain';

const terms = { 'notices.title_letters': 20, 'notices.title_most': 40 };
const at = new Date('2026-11-23T09:00:00+08:00');
const later = new Date('2026-11-24T09:00:00+08:00');

const nothing: Found = { blocking: 0, unanswered: 0, answered: 0, hints: 0 };
const good: CheckedNotice = {
  title: '关于召开会议的通知',
  titleReason: '',
  body: '请参加。',
  fileNames: [],
  groups: 2,
  major: false,
  suggestion: null,
  receiptWanted: 'read',
  receiptDueAt: null,
  releaseWhen: 'approved',
  plannedAt: null,
  found: nothing,
};
const brokenIn = (part: Partial<CheckedNotice>) =>
  brokenFields(ruleChecks({ ...good, ...part }, terms, at), {});

describe('the rules of a notice', () => {
  it('are met by an ordinary one, and each names a clause of the regulation', () => {
    const checks = ruleChecks(good, terms, at);
    expect(checks.filter(({ ok }) => ok !== 'met')).toEqual([]);
    const clauses = new Set(chapters.flatMap(({ clauses: all }) => all.map(({ id }) => id)));
    expect(checks.filter(({ clause }) => !clauses.has(clause))).toEqual([]);
  });

  it('count what is to be put right, not the rules that are broken', () => {
    const left = (part: Partial<CheckedNotice>) => thingsToMend(ruleChecks({ ...good, ...part }, terms, at));
    expect(left({})).toBe(0);
    expect(left({ groups: 0, title: '' })).toBe(2);
    const body = '时间：〔待填：时间〕\n地点：〔待填：地点〕\n参加人员：〔待填：人员〕';
    expect(left({ body, groups: 0 })).toBe(4);
    expect(left({ fileNames: ['名单.xlsx', '方案.docx'] })).toBe(2);
    expect(left({ found: { ...nothing, blocking: 2, unanswered: 3 } })).toBe(5);
  });

  it.each<[string, Partial<CheckedNotice>, string[]]>([
    ['no groups', { groups: 0 }, ['groupIds']],
    ['no title', { title: ' ' }, ['title']],
    ['a long title without a reason', { title: '字'.repeat(21) }, ['titleReason']],
    ['no body', { body: '\n' }, ['body']],
    ['a blank of a template', { body: '时间：〔待填：时间〕' }, ['body']],
    ['an attachment the body does not name', { fileNames: ['名单.xlsx'] }, ['fileIds']],
    ['what blocks', { found: { ...nothing, blocking: 1 } }, ['answers']],
    ['a warning without a reason', { found: { ...nothing, unanswered: 1 } }, ['answers']],
    ['a major matter that nobody has to acknowledge', { major: true }, ['receiptDue']],
    ['a receipt without a time', { receiptWanted: 'acknowledge' }, ['receiptDue']],
    ['a receipt due by now', { receiptWanted: 'acknowledge', receiptDueAt: at }, ['receiptDue']],
    [
      'a receipt due before it goes out',
      { receiptWanted: 'acknowledge', receiptDueAt: later, releaseWhen: 'planned', plannedAt: later },
      ['receiptDue'],
    ],
    ['a plan without a time', { releaseWhen: 'planned' }, ['planned']],
    ['a plan for the past', { releaseWhen: 'planned', plannedAt: at }, ['planned']],
  ])('are broken by %s', (_what, part, fields) => {
    expect(Object.keys(brokenIn(part))).toEqual(fields);
  });

  it('are met with something to know', () => {
    const warned = (part: Partial<CheckedNotice>) =>
      ruleChecks({ ...good, ...part }, terms, at)
        .filter(({ ok }) => ok === 'warn')
        .map(({ clause }) => clause);
    expect(warned({ title: '字'.repeat(21), titleReason: '文件全称' })).toEqual(['3.2.1']);
    expect(warned({ found: { ...nothing, answered: 2 } })).toEqual(['1.3.3']);
    expect(warned({ suggestion: '政策解读' })).toEqual(['3.4.1']);
  });
});

describe('what the screening found', () => {
  const hit = (severity: AnsweredHit['severity'], key: string): AnsweredHit => ({
    ...{ severity, key, answer: '', field: 'body', file: 0, start: 0, end: 1, found: '字', clauses: [] },
    ...{ category: 4, detector: 'word', explanation: '' },
  });

  it('is counted by things, not by places', () => {
    const [same, other] = [hit('warn', 'a'), hit('warn', 'b')];
    const kept = [same, same, other, hit('hint', 'c'), hit('hint', 'c')];
    expect(foundIn({ blocking: [], unanswered: [same], kept })).toEqual({
      ...{ blocking: 0, unanswered: 1, answered: 1, hints: 1 },
    });
  });

  it.each([
    [nothing, '词表和号码检查未发现问题，内容仍须人工把关'],
    [{ ...nothing, hints: 2 }, '词表和号码检查有 2 项提示，内容仍须人工把关'],
  ])('%o never says that the content is right', (found, text) => {
    const checks = ruleChecks({ ...good, found }, terms, at);
    expect(checks.find(({ field }) => field === 'answers')).toMatchObject({ ok: 'met', text });
  });
});

describe('what looks like a major matter', () => {
  it.each([
    ['policy', '通知', '', '政策文件'],
    ['announcement', '关于医保政策解读的通知', '', '政策解读'],
    ['deployment', '关于做好防汛工作的通知', '', '重要工作部署'],
    ['announcement', '关于开会的通知', '现将重大事项通报如下', '重大事项'],
    ['activity', '社区开展健步走', '响应重大号召', null],
    ['announcement', '关于领取报纸的通知', '请到办公室领取', null],
  ] as const)('%s《%s》 %s', (category, title, body, suggestion) => {
    expect(majorSuggestion({ category, title, body })).toBe(suggestion);
  });
});

describe('templates', () => {
  it.each(writtenCategories)(
    'of %s come with blanks, which are not submitted, and count as nothing written',
    (category) => {
      const { body, title } = templateOf(category);
      expect(blanksOf(body).length).toBeGreaterThan(0);
      expect(isUntouched(body)).toBe(true);
      expect(isUntouched(`${body}请准时参加`)).toBe(false);
      expect(bodyText(body)).toBe(body);
      expect([...title].length).toBeLessThanOrEqual(20);
    },
  );
});

describe('plain text', () => {
  it('keeps paragraphs and lists of what is pasted, and drops the rest', () => {
    const pasted =
      '\u3000\u3000各社区：\r\n\r\n\r\n\r\n•\t第一项\u00a0内容\r\n\uf0b7 第二项\r\n1.\t第三项\u200b  \r\n';
    expect(pastedText(pasted)).toBe('各社区：\n\n－ 第一项 内容\n－ 第二项\n1. 第三项\n');
  });

  it('leaves what joins an emoji, and nothing that turns the reading direction', () => {
    expect(titleText(' 👨‍👩‍👧 \u202e家庭\n日 ')).toBe('👨‍👩‍👧 家庭 日');
  });

  it.each([
    ['a flag of tags', '🏴\u{e0067}\u{e0062}\u{e007f}'],
    ['an emoji with its selector', '1\ufe0f\u20e3 ❤\ufe0f\u200d🔥'],
    ['the form of an ideograph', '葛\u{e0100}城'],
    ['joined letters', 'می\u200cخواهم क्\u200dष ᠠ\u180b'],
  ])('keeps what shapes %s', (_, text) => {
    expect(titleText(text)).toBe(text);
  });

  it.each([
    ['between ideographs', '防\u200d汛\u200c通\u034f知\u3164\u206a'],
    ['tags without a flag', '防\u{e0067}\u{e0062}汛通知'],
    ['a selector without an emoji', '防汛\ufe0f通知\u180b'],
    ['a joiner without its second half', '防汛通知\u{1f525}\u200d'],
  ])('drops what is not seen: %s', (_, text) => {
    expect(titleText(text).replace('\u{1f525}', '')).toBe('防汛通知');
  });

  it('is the same when it is tidied again', () => {
    const seen = ['字', ' ', '\n', '\t', '\r', '\u3000', '•', '👨‍👩‍👧', '1', 'क्', 'ᠠ'];
    const hidden = [
      '\u200b',
      '\u200c',
      '\u200d',
      '\ufe0f',
      '\ufe00',
      '\u180b',
      '\u061c',
      '\u17b4',
      '🏴',
      '\u{e0067}',
    ];
    const text = fc.string({ unit: fc.constantFrom(...seen, ...hidden) });
    fc.assert(
      fc.property(text, (one) => {
        for (const tidy of [bodyText, titleText]) expect(tidy(tidy(one))).toBe(tidy(one));
        expect(bodyText(one)).not.toMatch(/\r|\u200b|[ \t\u3000]$/m);
      }),
      { numRuns: 2_000 },
    );
  });
});
