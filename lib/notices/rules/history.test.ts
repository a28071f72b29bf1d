import { describe, expect, it } from 'vitest';
import { actsOf, bySystem } from './history';

const nine = new Date('2026-11-23T09:00:00+08:00');
const ten = new Date('2026-11-23T10:00:00+08:00');
const did = (actorId: string, action: string, at = nine, reason: string | null = null) => ({
  actorId,
  action,
  at,
  reason,
});
const told = (...events: ReturnType<typeof did>[]) => actsOf(events).map(({ action }) => action);

describe('the acts of a notice', () => {
  it('are told once each, without what comes of them', () => {
    expect(
      told(
        did('author', 'notice.submit'),
        did('author', 'review.plan'),
        did('head', 'review.return', nine, '请写清地点'),
        did('head', 'notice.return', nine, '请写清地点'),
        did('author', 'notice.submit', ten),
        did('author', 'review.plan', ten),
        did('head', 'review.approve', ten),
        did('head', 'notice.approve', ten),
        did('head', 'notice.schedule', ten),
      ),
    ).toEqual(['notice.submit', 'review.return', 'notice.submit', 'review.approve']);
  });

  it('include a time that was given for a reason', () => {
    expect(told(did('head', 'review.approve'), did('head', 'notice.schedule', nine, '不在发布时段'))).toEqual(
      ['review.approve', 'notice.schedule'],
    );
  });

  it('leave out nothing that no act stands for', () => {
    expect(told(did('head', 'review.approve'), did('other', 'notice.approve'))).toHaveLength(2);
    expect(told(did('head', 'review.approve'), did('head', 'notice.approve', ten))).toHaveLength(2);
    expect(told(did('author', 'notice.publish'), did('system', 'notice.schedule'))).toHaveLength(2);
  });
});

describe('a time that was given', () => {
  it('is the work of the system, not of whoever has passed the notice', () => {
    const passed = { action: 'review.approve', title: '审核通过', by: '李娟', role: '单位负责人' };
    const given = { ...passed, action: 'notice.schedule', title: '安排发布', reason: '不在发布时段' };
    expect(bySystem([passed, given])).toEqual([
      passed,
      { ...given, title: '自动安排发布', by: '系统', role: null },
    ]);
  });
});
