import { describe, expect, it } from 'vitest';
import { noticeStatuses } from '@/db/schema/notices';
import { takenBackText, voidText } from './taken-back';

const at = new Date('2026-11-23T10:00:00+08:00');
const earlier = new Date('2026-11-23T09:00:00+08:00');
const byAuthor = { statusAt: at, statusBy: 'zhang', statusByName: '张三', authorId: 'zhang' };

describe('a notice that was taken back', () => {
  it('says by whom, and whether it comes again', () => {
    expect(takenBackText({ ...byAuthor, status: 'draft' })).toBe('作者已撤回修改');
    expect(takenBackText({ ...byAuthor, status: 'withdrawn' })).toBe('作者已撤回');
    const head = { statusBy: 'li', statusByName: '李娟' };
    expect(takenBackText({ ...byAuthor, ...head, status: 'withdrawn' })).toBe('李娟已撤回');
  });

  it('is none that stands as it was submitted', () => {
    const others = noticeStatuses.filter((status) => status !== 'draft' && status !== 'withdrawn');
    expect(others.map((status) => takenBackText({ ...byAuthor, status }))).toEqual(others.map(() => null));
  });

  it('has what was decided void by that, or by a change before it', () => {
    const withdrawn = { ...byAuthor, status: 'withdrawn' as const };
    expect(voidText({ statusAt: at }, withdrawn)).toBe('因撤回作废');
    expect(voidText({ statusAt: earlier }, withdrawn)).toBe('因修改作废');
    expect(voidText({ statusAt: at }, { ...byAuthor, status: 'draft' })).toBe('因修改作废');
  });
});
