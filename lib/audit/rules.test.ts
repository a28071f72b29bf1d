import { describe, expect, it } from 'vitest';
import { fieldChanges, matterNumber, numberOf, withoutNumbers } from './rules';

describe('before and after in words', () => {
  it.each([
    ['membership', { status: 'submitted' }, { status: 'approved' }, ['状态', '待审核', '待办理']],
    ['unit', null, { name: '和平社区' }, ['名称', null, '和平社区']],
    ['person', { departed: false }, { departed: true }, ['已离任', '否', '是']],
    [
      'role',
      { endsAt: null },
      { endsAt: '2026-11-22T06:05:00.000Z' },
      ['结束时间', null, '2026-11-22 周日 14:05'],
    ],
    [
      'group',
      { administrators: ['张三'] },
      { administrators: ['张三', '李四'] },
      ['群管理员', '张三', '张三、李四'],
    ],
    ['x', { 有效期至: '' }, { 有效期至: 3 }, ['有效期至', null, '3']],
    ['x', null, { to: { name: '张三', kind: 'a' } }, ['受托人', null, '名称：张三；类别：a']],
  ])('of %s', (type, before, after, [label, from, to]) => {
    expect(fieldChanges(type, before, after)).toMatchObject([{ label, before: from, after: to }]);
  });

  it('leaves out what stayed, and takes what has no before', () => {
    expect(fieldChanges('unit', { a: 1, b: 2 }, { a: 1, b: 3 })).toHaveLength(1);
    expect(fieldChanges('unit', null, null)).toEqual([]);
  });

  it('is not confused by names of the language', () => {
    expect(fieldChanges('x', {}, { constructor: 'x' })).toMatchObject([{ before: null, after: 'x' }]);
  });
});

describe('what was searched for', () => {
  it.each([
    ['搜索：13800001234', '搜索：***1234'],
    ['q=138 0000 1234 王', 'q=***1234 王'],
    ['q=138-0000-1234', 'q=***1234'],
    ['搜索：１３８００００１２３４', '搜索：***１２３４'],
    ['320102199001011234', '***1234'],
    ['搜索：RQ-2026', '搜索：RQ-2026'],
    ['from=2026-11-22', 'from=2026-11-22'],
    ['起始日期：2026-11-22、2026-11-23', '起始日期：2026-11-22、2026-11-23'],
    ['group=01234567-0123-7123-8123-012345678901', 'group=01234567-0123-7123-8123-012345678901'],
  ])('%j is kept as %j', (given, kept) => {
    expect(withoutNumbers(given)).toBe(kept);
  });
});

describe('the number of a matter', () => {
  it.each([
    ['RQ-2026-0418', 'RQ-2026-0418'],
    ['rq 2026 418', 'RQ-2026-0418'],
    ['ＯＤ－２０２６－００３１', 'OD-2026-0031'],
    ['nt20260007', 'NT-2026-0007'],
    ['NT—2026—12345', 'NT-2026-12345'],
    ['RQ-2026', null],
    ['2026-0418', null],
    ['RQ-2026-0418 王五', null],
    ['XX-2026-0418', null],
    ['', null],
  ])('typed as %j is %j', (typed, number) => {
    expect(matterNumber(typed)).toBe(number);
  });

  it.each([
    ['RQ-2026-0418', 'RQ-2026-0418'],
    ['NT-2026-0031《防汛通知》', 'NT-2026-0031'],
    ['和平社区工作群', null],
    ['转发 RQ-2026-0418', null],
  ])('that %j begins with is %j', (label, number) => {
    expect(numberOf(label)).toBe(number);
  });
});
