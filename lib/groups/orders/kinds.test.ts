import { describe, expect, it } from 'vitest';
import { orderKinds } from '@/db/schema/membership';
import { copiedText, kindsOfOrder, summaryOf } from './kinds';

const text = '请各社区今日 18:00 前报送排查情况。';

describe('every kind of order', () => {
  it.each([
    ['add', '请将和平张三加入「社区书记群」', '拉入 1 人', '和平张三'],
    ['remove', '请将和平张三移出「社区书记群」', '移出 1 人', '和平张三'],
    ['rename', '请将和平张三在「社区书记群」的群昵称改为规定名称', '改昵称 1 人', '和平张三'],
    ['post', '请在「社区书记群」发布信息', '发布 1 条', text],
    ['recall', '请撤回「社区书记群」内已发的信息', '撤回 1 条', text],
    ['mute', '请对和平张三在「社区书记群」禁言', '禁言 1 人', '和平张三'],
    ['unmute', '请解除和平张三在「社区书记群」的禁言', '解除禁言 1 人', '和平张三'],
    ['set_admin', '请将和平张三设为「社区书记群」的群管理员', '设管理员 1 人', '和平张三'],
    ['set_permission', '请调整「社区书记群」的群权限', '设权限 1 项', null],
  ] as const)('%s says what is to be done and what to copy', (kind, title, summary, copied) => {
    expect(kindsOfOrder[kind].title('社区书记群', '和平张三')).toBe(title);
    expect(summaryOf([{ kind, count: 1 }])).toBe(summary);
    expect(copiedText({ kind, nickname: '和平张三', detail: { text } })).toBe(copied);
  });

  it.each(orderKinds)(
    '%s tells whoever does it what to do, what a receipt says, and usual reasons',
    (kind) => {
      const { todo, receipt, failReasons, details } = kindsOfOrder[kind];
      expect(todo).toMatch(/。$/);
      expect(receipt).toMatch(/^[^。]{4,}$/);
      expect(new Set(failReasons).size).toBe(failReasons.length);
      expect(failReasons.length).toBeGreaterThan(1);
      for (const reason of failReasons) expect(reason.length).toBeLessThanOrEqual(200);
      for (const label of Object.values(details)) expect(label).not.toBe('');
    },
  );

  it('says several kinds in one line, and copies nothing that is not there', () => {
    expect(
      summaryOf([
        { kind: 'add', count: 6 },
        { kind: 'remove', count: 2 },
        { kind: 'post', count: 1 },
      ]),
    ).toBe('拉入 6 人、移出 2 人、发布 1 条');
    expect(copiedText({ kind: 'recall', nickname: null, detail: {} })).toBeNull();
    expect(copiedText({ kind: 'add', nickname: '', detail: {} })).toBeNull();
  });
});
