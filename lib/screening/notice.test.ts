import { describe, expect, it } from 'vitest';
import { finished } from '@/db/testing/chance';
import { screenNotice } from './look';
import { judgeNotice, maskingOf, type NoticeText, placeOf, problemsOf, thingsOf } from './notice';
import { type ListedWord, screenerOf } from './screen';

const words: ListedWord[] = [
  { word: '砍一刀', category: 4, severity: 'warn', note: '拉票' },
  { word: '斗地主', category: 6, severity: 'hint', note: '' },
];
const screener = finished(screenerOf(words));
const look = (given: Partial<NoticeText>) =>
  screenNotice(screener, { title: '', body: '', fileNames: [], ...given });
const keys = (given: Partial<NoticeText>) => look(given).map(({ key }) => key);

describe('the hits of a notice', () => {
  it('say where they are, why, and by which clause', () => {
    const hits = look({
      title: '斗地主比赛',
      body: '请帮忙砍一刀\n电话 13800001234',
      fileNames: ['通知.pdf', '身份证11010519491231002X.pdf'],
    });
    const text = { body: '请帮忙砍一刀\n电话 13800001234' };
    expect(hits.map((hit) => [placeOf(hit, text), hit.found, hit.severity, hit.clauses])).toEqual([
      ['标题', '斗地主', 'hint', ['5.1.6', '2.2.2d']],
      ['正文第 1 行', '砍一刀', 'warn', ['5.1.4']],
      ['正文第 2 行', '13800001234', 'warn', ['5.1.2', '1.3.3']],
      ['附件名称 2', '11010519491231002X', 'block', ['5.1.2', '1.3.3']],
    ]);
    expect(hits.map(({ explanation }) => explanation)[1]).toBe('词库词条“砍一刀”：拉票');
  });

  it('say what covering takes away and what it leaves', () => {
    const hits = look({
      title: '砍一刀',
      body: '身份证 11010519491231002X，电话 13800001234，家住和平路12号3栋501室',
      fileNames: ['粤B12345.pdf'],
    });
    expect(maskingOf(hits)).toEqual({ covered: ['身份证号码'], left: ['手机号码', '个人住址'] });
  });

  it('keep their keys wherever the thing stands and however it is written', () => {
    const [key] = keys({ body: '砍一刀' });
    expect(keys({ title: '先写标题', body: '后面加了许多话，砍 一 刀' })).toEqual([key]);
    expect(keys({ title: '砍\u200b一刀' })).toEqual([key]);
    const [mobile] = keys({ body: '13800001234' });
    expect(keys({ body: '138 0000 1234' })).toEqual([mobile]);
    expect(keys({ body: '13800001235' })).not.toEqual([mobile]);
    expect(keys({ body: 'http://t.cn/a.b' })).not.toEqual(keys({ body: 'http://t.cn/ab' }));
    expect([key, mobile]).toEqual([
      expect.stringMatching(/^word-4-[0-9a-z]{1,11}$/),
      expect.stringMatching(/^mobile-2-[0-9a-z]{1,11}$/),
    ]);
  });

  it('of many different things have different keys', () => {
    const numbers = Array.from({ length: 1_600 }, (_, i) => String(13_800_000_000 + i));
    expect(new Set(keys({ body: numbers.join('，') })).size).toBe(numbers.length);
  });
});

describe('the verdict on a notice', () => {
  const text = {
    title: '砍一刀',
    body: '砍一刀，13800001234，斗地主',
    fileNames: ['11010519491231002X.pdf'],
  };
  const hits = look(text);
  const [word = '', , mobile = ''] = hits.map(({ key }) => key);

  it('asks for a reason for every thing once, and takes no blank for one', () => {
    const verdict = judgeNotice(hits, {
      [mobile]: ' 值班电话 ',
      [word]: ' 无 ',
      '词-1-0': '多余',
      toString: '多余',
    });
    expect(verdict.blocking.map(({ field }) => field)).toEqual(['file']);
    expect(verdict.unanswered.map(({ key, field }) => [key, field])).toEqual([[word, 'title']]);
    expect(verdict.kept.map(({ found, field, answer }) => [found, field, answer])).toEqual([
      ['砍一刀', 'title', '无'],
      ['砍一刀', 'body', '无'],
      ['13800001234', 'body', '值班电话'],
      ['斗地主', 'body', ''],
    ]);
    expect(problemsOf(verdict)).toEqual({
      file: '附件名称有 1 处内容禁止发布，请改名后重新上传',
      answers: '有 1 项警示尚未说明理由，请逐项说明',
    });
  });

  it('is that it may go when nothing blocks and every warning is answered', () => {
    const without = look({ ...text, fileNames: [] });
    const verdict = judgeNotice(without, { [mobile]: '值班电话', [word]: '引用原文' });
    expect(problemsOf(verdict)).toEqual({});
    expect(verdict.kept.map(({ answer }) => answer)).toEqual(['引用原文', '引用原文', '值班电话', '']);
    expect(problemsOf(judgeNotice(look({ body: '无' }), {}))).toEqual({});
  });

  it('tells each thing with its places, the weightiest first', () => {
    expect(thingsOf(hits).map(({ hit, places }) => [hit.found, places.length])).toEqual([
      ['11010519491231002X', 1],
      ['砍一刀', 2],
      ['13800001234', 1],
      ['斗地主', 1],
    ]);
  });
});
