import { describe, expect, it } from 'vitest';
import { postText } from './rules';

const notice = {
  category: 'announcement',
  title: '冬季消防安全检查',
  receiptWanted: 'read',
  receiptDueAt: null,
  unitName: '和平社区',
  publishedAt: new Date('2026-11-23T11:48:00+08:00'),
  link: 'https://qunxu.example/notices/1',
} as const;
const textOf = (body: string, names: string[]) =>
  postText({ ...notice, body, attachments: names.map((name) => ({ name })) });

describe('the text to be pasted', () => {
  it('names an attachment once, where the approved words name it', () => {
    const text = textOf('请按时参加。\n\n附件：消防检查安排表', ['消防检查安排表.png']);
    expect(text.match(/消防检查安排表/g)).toHaveLength(1);
    expect(text).toContain('请按时参加。\n\n附件：消防检查安排表\n\n和平社区\n2026-11-23');
  });

  it('names those that the words leave out', () => {
    expect(textOf('请按时参加。', ['安排表.png'])).toContain('请按时参加。\n\n附件：安排表.png\n\n和平社区');
    expect(textOf('详见安排表。', ['安排表.png', '名单.xlsx', '路线图.pdf'])).toContain(
      '详见安排表。\n\n附件：\n1. 名单.xlsx\n2. 路线图.pdf\n\n和平社区',
    );
  });
});
