import { describe, expect, it } from 'vitest';
import { type Posting, postingLines } from './postings';

let ids = 0;
const posting = (given: Partial<Posting>): Posting => {
  ids += 1;
  return {
    ...{
      id: ids,
      at: new Date(ids * 1_000),
      action: 'order.complete',
      actorId: null,
      by: '张三',
      role: '群管理员',
    },
    ...{ clause: '2.2.1a', reason: null, kind: 'post', again: false, groups: 1, names: ['和平社区工作群'] },
    ...given,
  };
};
const told = (...postings: Posting[]) => postingLines(postings).map(({ by, title }) => `${by} ${title}`);

describe('what was done in the chats', () => {
  it('is told with the groups by name while they are few', () => {
    expect(told(posting({}))).toEqual(['张三 已转发：和平社区工作群']);
    expect(told(posting({ groups: 2, names: ['甲群', '乙群'] }))).toEqual(['张三 已转发：甲群、乙群']);
    expect(told(posting({ groups: 12, names: ['甲群', '乙群'] }))).toEqual(['张三 已转发：12 个群']);
  });

  it('is told apart for what was issued again, and for what was taken back', () => {
    expect(
      told(
        posting({ action: 'order.open', by: '系统', groups: 3, names: [] }),
        posting({ action: 'order.open', by: '周敏', again: true }),
        posting({ kind: 'recall' }),
      ),
    ).toEqual([
      '系统 下达群内发布办理单：3 个群',
      '周敏 重新下达群内发布办理单：和平社区工作群',
      '张三 已在群内撤回：和平社区工作群',
    ]);
  });

  it('is one line with its last time where many did the same', () => {
    const many = Array.from({ length: 40 }, (_, n) => posting({ by: `管理员${n}`, groups: 2, names: [] }));
    const [line, ...others] = postingLines(many);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ by: '管理员39等 40 人', title: '已转发：80 个群', role: '群管理员' });
    expect(line?.at).toEqual(many.at(-1)?.at);
  });

  it('names no role that not all of them had', () => {
    const many = Array.from({ length: 4 }, (_, n) =>
      posting({ by: `管理员${n}`, role: n ? '群管理员' : null }),
    );
    expect(postingLines(many)).toMatchObject([{ role: null }]);
  });

  it('keeps each failure with its reason while they are few', () => {
    const failed = (n: number) => posting({ action: 'order.fail', reason: `原因${n}` });
    expect(postingLines([1, 2, 3, 4].map(failed)).map(({ reason }) => reason)).toEqual([
      '原因1',
      '原因2',
      '原因3',
      '原因4',
    ]);
  });
});
