import { eq, type SQL } from 'drizzle-orm';
import { memberships } from '@/db/schema/membership';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { enterLeaves } from '../../../leaving/commands/enter';
import { lockMemberships } from '../../../leaving/commands/lock';
import { release } from '../../../leaving/commands/release';
import { enteredRows } from '../../../leaving/commands/rows';
import { leaveObstacle } from '../../../leaving/rules';
import { mayHandle } from '../../../orders/policy';
import { headsByUnit } from '../../../orders/queries/heads';
import { standingsOf } from '../../../requests/queries/standing';
import type { LockedEntry } from '../entries';
import { type Settled, sift, type TakeStep, type Work } from './work';

const leftByHimself = '花名册比对：已自行退群';

/**
 * Members who left the chat by themselves: recorded as leaves that are done, without an order, since there is nobody to take out.
 * The heads of their units and they themselves are told.
 */
export const recordLeaves: TakeStep = async (work, entries) => {
  const { tx, actor, check } = work;
  const group: SQL = eq(memberships.groupId, check.group.id);
  const locked = await lockMemberships(
    tx,
    entries.map(({ membershipId }) => membershipId ?? ''),
    group,
  );
  const byId = new Map(locked.map((membership) => [membership.id, membership]));
  const standings = await standingsOf(tx, locked);
  const { free, stopped } = sift(entries, ({ membershipId, personName }) => {
    const membership = byId.get(membershipId ?? '');
    if (!membership) return `${personName}已不在登记中，请重新比对`;
    const { open } = standings(membership);
    return leaveObstacle(membership) ?? (open ? `${personName}已有申请 ${open.number} 在办理` : undefined);
  });
  const leaving = free.flatMap(({ membershipId }) => {
    const membership = byId.get(membershipId ?? '');
    return membership ? [{ membership, grant: check.grant }] : [];
  });
  const entered = await enterLeaves(tx, actor, leaving, {
    status: 'submitted',
    action: 'leave.file',
    batchId: work.batchId,
    reason: work.reason || leftByHimself,
  });
  const rows = entered.length ? await enteredRows(tx, entered) : [];
  const until = now();
  await release(
    tx,
    actor,
    rows.map(({ request }) => ({ request, until })),
    mayHandle,
  );
  await tellHeads(work, free);
  const byPerson = new Map(entered.map(({ id, membership }) => [membership.personId, id]));
  return [
    ...stopped,
    ...free.map(({ id, personId }): Settled => {
      const requestId = byPerson.get(personId ?? '');
      return { id, step: 'leave', ...(requestId ? { requestId } : {}) };
    }),
  ];
};

async function tellHeads({ tx, actor, check }: Work, entries: readonly LockedEntry[]): Promise<void> {
  const heads = await headsByUnit(
    tx,
    entries.flatMap(({ unitId }) => unitId ?? []),
  );
  const byHead = new Map<string, string[]>();
  for (const { unitId, personName } of entries)
    for (const head of heads.get(unitId ?? '') ?? [])
      if (head !== actor.personId) byHead.set(head, [...(byHead.get(head) ?? []), personName]);
  await notify(
    tx,
    [...byHead].map(([personId, names]) => ({
      personId,
      kind: 'membership' as const,
      title: `${namesText(names)}已不在「${check.group.name}」群内，登记已注明退群`,
      detail: '花名册比对发现；如本人仍需在群，请重新申请入群',
      href: `/groups/${check.group.id}`,
    })),
  );
}

/** `张三、李四`, or `张三等 7 人`. */
export function namesText(names: readonly string[]): string {
  return names.length > 3 ? `${names[0]}等 ${names.length} 人` : names.join('、');
}

/** Who has an account is asked to set his nickname himself, once a day, whoever asks him and from which list. */
export const tellMembers: TakeStep = async ({ tx, check }, entries) => {
  const { free, stopped } = sift(entries, ({ left, hasAccount, personName }) => {
    if (left) return `${personName}已不在登记中，请重新比对`;
    return hasAccount ? undefined : `${personName}没有账号，收不到消息，请下达改名办理单`;
  });
  const day = officeDay(now());
  await notify(
    tx,
    free.map(({ personId, membershipId, nickname, stored }) => ({
      personId: personId ?? '',
      kind: 'nickname' as const,
      title: `请将您在「${check.group.name}」的群昵称改为「${stored}」`,
      detail: `现显示为「${nickname}」；制度 2.1.2：群昵称为单位加姓名，改好后在「我的」中确认`,
      href: '/me',
      dedupeKey: `nickname.chase:${membershipId}:${day}`,
    })),
  );
  return [...stopped, ...free.map(({ id }): Settled => ({ id, step: 'tell' }))];
};
