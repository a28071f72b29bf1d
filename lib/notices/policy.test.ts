import { describe, expect, it } from 'vitest';
import { actorOf } from '@/db/testing/street';
import type { Grant } from '@/lib/access/actor';
import type { Verdict } from '@/lib/access/may';
import { mayWrite, mayWriteTo, noticeAuthor } from './policy';
import { mayPublish, mayRecall } from './publishing/policy';
import { mayChase } from './receipts/policy';

const unit = { id: 'unit', name: '和平社区', shortName: '和平' };
const person = { id: 'person', name: '张三' };
/** In the group `joined`, whatever else he is. */
const who = (...grants: Partial<Grant>[]) =>
  actorOf(person, unit, { role: 'member', groupIds: ['joined', 'both'] }, ...grants);
const administrator = who({ role: 'group_admin', groupIds: ['own', 'both'] });
const head = who({ role: 'unit_head', unitIds: ['unit'] });
const office = who({ role: 'group_admin', groupIds: ['own'] }, { role: 'office_admin' });
const roleOf = (verdict: Verdict) => (verdict.allowed ? verdict.grant.role : 'denied');

describe('the role in which a notice is written', () => {
  it.each([
    ['a group’s administrator to his group', administrator, ['own'], 'group_admin'],
    ['a group’s administrator to his group, in which he is', administrator, ['both'], 'group_admin'],
    ['a group’s administrator to a group he is in', administrator, ['joined'], 'member'],
    ['a head to a group he is in', head, ['joined'], 'unit_head'],
    ['a head to any group', head, ['other'], 'unit_head'],
    ['the Office to a group it administers', office, ['own'], 'office_admin'],
    ['a member to his group', who(), ['joined'], 'member'],
    ['a member to another group', who(), ['other'], 'denied'],
  ] as const)('%s', (_, actor, groupIds, role) => {
    expect(roleOf(mayWriteTo(actor, groupIds))).toBe(role);
  });

  it.each([
    ['own', administrator],
    ['both', administrator],
    ['joined', administrator],
    ['joined', head],
    ['own', office],
    ['joined', who()],
  ])('is the one in which its author goes on with it: %s', (group, actor) => {
    const groupIds = [group];
    const notice = { authorId: 'person', unitId: 'unit', groupIds, authorAway: false };
    const written = roleOf(mayWriteTo(actor, groupIds));
    for (const may of [noticeAuthor, mayPublish, mayRecall, mayChase])
      expect(roleOf(may(actor, notice))).toBe(written);
  });

  it('is no reason to keep an author from what is his when he reaches its groups no more', () => {
    const notice = { authorId: 'person', unitId: 'other', groupIds: ['left'], authorAway: false };
    for (const may of [noticeAuthor, mayPublish, mayRecall])
      expect(roleOf(may(who(), notice))).toBe('member');
    expect(roleOf(mayWrite(who()))).toBe('member');
  });
});
