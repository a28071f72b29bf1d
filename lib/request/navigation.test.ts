import { expect, test } from 'vitest';
import type { Grant } from '@/lib/access/actor';
import { systemActor } from '@/lib/access/actor';
import type { Role } from '@/lib/access/roles';
import { bottomBar, navigationFor } from './navigation';

function actorWith(...roles: Role[]) {
  const grants = roles.map(
    (role): Grant => ({ role, unitIds: [], groupIds: [], primary: false, onBehalfOf: null }),
  );
  return { ...systemActor('test'), grants };
}

const addresses = (...roles: Role[]) =>
  navigationFor(actorWith(...roles)).flatMap((group) => group.items.map((item) => item.href));

test('shows each role what it may do and nothing else', () => {
  expect(addresses()).toEqual([]);
  expect(addresses('member')).toEqual([
    '/',
    '/inbox',
    '/me',
    '/regulation',
    '/membership',
    '/groups',
    '/notices',
  ]);
  expect(addresses('member', 'auditor')).toContain('/admin/audit');
  expect(addresses('member', 'office_admin')).not.toContain('/admin/audit');
  expect(addresses('member', 'system_admin')).not.toContain('/orders');
  for (const role of ['unit_head', 'leader', 'office_admin'] as const)
    expect(addresses('member', role)).toContain('/delegation');
});

test('keeps the letters after g apart', () => {
  const every = actorWith('member', 'office_admin', 'group_admin', 'system_admin', 'auditor');
  const keys = navigationFor(every).flatMap((group) => group.items.map((item) => item.key));
  expect(new Set(keys).size).toBe(keys.length);
});

test('carries what waits, by address', () => {
  const items = navigationFor(actorWith('member'), { '/inbox': 3 }).flatMap((group) => group.items);
  expect(items.find((item) => item.href === '/inbox')?.count).toBe(3);
  expect(items.find((item) => item.href === '/me')?.count).toBeUndefined();
});

test('leads whom the Office has named to the queue, as long as something waits for him there', () => {
  const shown = (count: number) =>
    navigationFor(actorWith('member'), { '/review': count }).flatMap((group) =>
      group.items.map((item) => item.href),
    );
  expect(shown(1)).toContain('/review');
  expect(shown(0)).not.toContain('/review');
});

test('fills the phone bar with at most five places, ending at 我的', () => {
  const bar = bottomBar(navigationFor(actorWith('member', 'office_admin', 'group_admin')));
  expect(bar.map((item) => item.short)).toEqual(['工作台', '申请', '信息', '消息', '我的']);
  const handler = bottomBar(navigationFor(actorWith('member', 'group_admin')));
  expect(handler.map((item) => item.short)).toEqual(['工作台', '办理', '信息', '消息', '我的']);
  const head = bottomBar(navigationFor(actorWith('member', 'unit_head', 'group_admin')));
  expect(head.map((item) => item.short)).toEqual(['工作台', '申请', '信息', '消息', '我的']);
});
