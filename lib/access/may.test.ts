import { describe, expect, it } from 'vitest';
import type { Actor, Grant } from './actor';
import { anonymousActor, systemActor } from './actor';
import { grantFor, mayAtAll, scopeOf, verdict } from './may';
import { type PermissionName, permissions } from './permissions';
import { clashingRole, type Role, roles } from './roles';

const bare: Omit<Grant, 'role'> = { unitIds: [], groupIds: [], primary: false, onBehalfOf: null };

function actor(...grants: (Partial<Grant> & { role: Role })[]): Actor {
  return {
    ...anonymousActor(null),
    personId: 'me',
    name: '某人',
    grants: grants.map((grant) => ({ ...bare, ...grant })),
  };
}

const names = Object.keys(permissions) as PermissionName[];

describe('the permission table', () => {
  it('gives nothing to whoever has no grant', () => {
    for (const nobody of [anonymousActor(null), systemActor('job'), actor()]) {
      expect(
        names.filter(
          (name) => mayAtAll(nobody, name) || grantFor(nobody, name, { personId: nobody.personId }),
        ),
      ).toEqual([]);
    }
  });

  it('keeps business, system and audit apart', () => {
    const held = (role: Role) => names.filter((name) => role in permissions[name].grants);
    const reading = /\.view$/;
    expect(held('auditor').filter((name) => !reading.test(name))).toEqual([]);
    expect(
      held('system_admin').filter((name) => /^(membership|orders|groups|nickname|audit)\./.test(name)),
    ).toEqual([]);
    expect(
      names.filter(
        (name) => name.startsWith('audit.') && Object.keys(permissions[name].grants).join() !== 'auditor',
      ),
    ).toEqual([]);
  });

  it('reaches own unit, own groups and oneself, and no further', () => {
    const head = actor({ role: 'unit_head', unitIds: ['heping'] });
    expect(grantFor(head, 'membership.submit', { unitId: 'heping' })?.role).toBe('unit_head');
    expect(grantFor(head, 'membership.submit', { unitId: 'xinhua' })).toBeUndefined();
    expect(grantFor(head, 'membership.submit', {})).toBeUndefined();
    const admin = actor({ role: 'group_admin', groupIds: ['g1'] });
    expect(grantFor(admin, 'orders.handle', { groupId: 'g1' })?.role).toBe('group_admin');
    expect(grantFor(admin, 'orders.handle', { groupId: 'g2' })).toBeUndefined();
    const member = actor({ role: 'member' });
    expect(grantFor(member, 'nickname.confirm', { personId: 'me' })?.role).toBe('member');
    expect(grantFor(member, 'nickname.confirm', { personId: 'you' })).toBeUndefined();
  });

  it('prefers an own role to a delegated one', () => {
    const delegated = {
      role: 'unit_head' as const,
      unitIds: ['heping'],
      onBehalfOf: { id: 'x', name: '李娟' },
    };
    const both = actor(delegated, { role: 'unit_head', unitIds: ['heping'] });
    expect(grantFor(both, 'membership.submit', { unitId: 'heping' })?.onBehalfOf).toBeNull();
    expect(grantFor(actor(delegated), 'membership.submit', { unitId: 'heping' })?.onBehalfOf?.name).toBe(
      '李娟',
    );
  });

  it('hands a delegate what the duty needs, and nothing of the office itself', () => {
    const onBehalfOf = { id: 'x', name: '李娟' };
    const delegate = actor(
      { role: 'unit_head', unitIds: ['heping'], onBehalfOf },
      { role: 'leader', unitIds: ['heping'], onBehalfOf },
    );
    expect(names.filter((name) => mayAtAll(delegate, name))).toEqual([
      'groups.view',
      'membership.view',
      'membership.submit',
      'membership.withdraw',
      'inactive.view',
      'inactive.answer',
      'notices.view',
      'notices.review',
      'notices.review_major',
    ]);
    const target = { unitId: 'heping', personId: 'me' };
    for (const name of ['people.view', 'people.reveal_phone', 'groups.members', 'delegation.own'] as const) {
      expect(grantFor(delegate, name, target)).toBeUndefined();
      expect(scopeOf(delegate, name).unitIds).toEqual([]);
    }
  });

  it('turns reach into a scope for queries', () => {
    const two = actor(
      { role: 'unit_head', unitIds: ['a'] },
      { role: 'unit_head', unitIds: ['b'], onBehalfOf: { id: 'x', name: 'X' } },
    );
    expect(scopeOf(two, 'membership.view')).toEqual({
      all: false,
      unitIds: ['a', 'b'],
      groupIds: [],
      personId: null,
    });
    expect(scopeOf(actor({ role: 'office_admin' }), 'membership.view').all).toBe(true);
    expect(scopeOf(actor({ role: 'auditor' }), 'membership.view')).toEqual({
      all: false,
      unitIds: [],
      groupIds: [],
      personId: null,
    });
  });

  it('says what is missing and under which clause', () => {
    expect(verdict(actor({ role: 'member' }), 'membership.decide')).toEqual({
      allowed: false,
      message: '您没有「审核入群申请」的权限',
      clause: '2.1.1',
    });
  });
});

describe('三员分立', () => {
  it('never lets system, audit and business meet in one person, whatever the order', () => {
    const business = (Object.keys(roles) as Role[]).filter(
      (role) => !['member', 'system_admin', 'auditor'].includes(role),
    );
    for (const role of business) {
      expect(clashingRole([role], 'system_admin')).toBe(role);
      expect(clashingRole(['auditor'], role)).toBe('auditor');
      for (const other of business) expect(clashingRole([role], other)).toBeUndefined();
    }
    expect(clashingRole(['system_admin'], 'auditor')).toBe('system_admin');
    expect(clashingRole(['member'], 'auditor')).toBeUndefined();
  });
});
