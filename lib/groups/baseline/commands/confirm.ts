import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { baselineRows, baselines } from '@/db/schema/roster';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted, type Verdict } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { second } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import { administratorsByGroup, officeAdmins } from '../../orders/queries/recipients';
import type { HeldGroup } from '../../roster/commands/lock';
import type { ReturnBaseline, SeenBaseline } from '../input';
import { mayDecideBaseline, mayPrepareBaseline, mayVouch } from '../policy';
import { baselineWorkflow } from '../states';
import { keptEntries, reassess } from './assess';
import { enterMembers } from './enter';
import { aimed, type Baseline, clause, lockBaseline } from './lock';

type Verb = keyof typeof baselineWorkflow.verbs;
type Act = {
  verb: Verb;
  may: (actor: Actor, row: Baseline) => Verdict;
  set: Partial<Baseline>;
  reason?: string;
};

/** Moves it, if it is still as it was seen. @returns the grant that allowed it */
async function move(
  tx: Tx,
  actor: Actor,
  { baseline, group }: { baseline: Baseline; group: HeldGroup },
  version: number | undefined,
  { verb, may, set, reason }: Act,
): Promise<Grant | undefined> {
  const allowed = may(actor, baseline);
  const stale = version !== undefined && version !== baseline.version;
  if (allowed.allowed && stale && baselineWorkflow.verbs[verb].from.includes(baseline.status))
    refuse('conflict', '名单刚被修改过，请查看后再确认');
  if (allowed.allowed && stale) {
    const late = second(baselineWorkflow, baseline);
    if (!late.ok) throw new Refused(late.refusal);
  }
  const [answer] = await transition(tx, {
    table: baselines,
    workflow: baselineWorkflow,
    verb,
    rows: [baseline],
    actor,
    may,
    label: () => group.name,
    set,
    ...(reason ? { reason } : {}),
  });
  if (!answer?.ok)
    throw new Refused(answer?.refusal ?? { code: 'not_found', message: '没有找到这次存量登记' });
  return answer.grant;
}

/** What was begun may be given up in a group that is archived meanwhile, and no more: it takes in nobody. */
function refuseArchived({ archivedAt }: HeldGroup): void {
  if (archivedAt) refuse('rule', '此群已归档，不能再登记', { clause });
}

const told = (personIds: readonly string[], group: HeldGroup, title: string, detail = '') =>
  personIds.map((personId) => ({
    personId,
    kind: 'group' as const,
    title,
    ...(detail ? { detail } : {}),
    href: `/groups/${group.id}/baseline`,
  }));

/** 群管理员确认: the list is that of his group. The Office is told. */
export const vouchBaseline = command(
  { name: 'baseline.vouch', clause, entity: aimed },
  async (tx, actor, { id, version }: SeenBaseline) => {
    const held = await lockBaseline(tx, actor, id);
    granted(mayVouch(actor, held.baseline));
    refuseArchived(held.group);
    const entries = await keptEntries(tx, id);
    const verdicts = await reassess(tx, actor, held.group.id, entries);
    if (
      held.baseline.status === 'draft' &&
      !verdicts.some(({ result }) => result === 'known' || result === 'new')
    )
      refuse('rule', '没有可以登记的人员，请先核对各行');
    const set = { adminBy: actor.personId, adminByName: actor.name, adminAt: now(), reason: null };
    await move(tx, actor, held, version, { verb: 'vouch', may: mayVouch, set });
    const office = await officeAdmins(tx, actor.personId);
    await notify(
      tx,
      told(office, held.group, `「${held.group.name}」存量登记已由群管理员${actor.name}确认，请核对并确认`),
    );
    return { id };
  },
);

/** 街道办公室确认: the second of the two, who is not the first. The register begins with it. */
export const decideBaseline = command(
  { name: 'baseline.decide', clause, entity: aimed },
  async (tx, actor, { id, version }: SeenBaseline) => {
    const held = await lockBaseline(tx, actor, id);
    const { baseline, group } = held;
    const entries = await keptEntries(tx, id);
    const set = { officeBy: actor.personId, officeByName: actor.name, officeAt: now() };
    const grant = await move(tx, actor, held, version, { verb: 'decide', may: mayDecideBaseline, set });
    refuseArchived(group);
    const entered = await enterMembers(tx, actor, { baseline, group, grant }, entries);
    await forgetPhones(tx, id);
    const parties = [baseline.startedBy, baseline.adminBy ?? ''].filter(
      (one) => one && one !== actor.personId,
    );
    await notify(
      tx,
      told([...new Set(parties)], group, `「${group.name}」存量登记已完成，登记成员 ${entered.members} 人`),
    );
    return entered;
  },
);

/** 退回修改 by the Office: what the administrator vouched for does not count any more. */
export const returnBaseline = command(
  { name: 'baseline.return', clause, entity: aimed },
  async (tx, actor, { id, version, reason }: ReturnBaseline) => {
    const held = await lockBaseline(tx, actor, id);
    const administrators = (await administratorsByGroup(tx, [held.group.id])).get(held.group.id) ?? [];
    const set = { adminBy: null, adminByName: null, adminAt: null, reason };
    const may = (who: Actor, row: Baseline) =>
      mayDecideBaseline(who, { groupId: row.groupId, adminBy: null });
    await move(tx, actor, held, version, { verb: 'return', may, set, reason });
    await notify(
      tx,
      told(
        administrators.filter((personId) => personId !== actor.personId),
        held.group,
        `「${held.group.name}」存量登记已退回，请修改后重新确认`,
        reason,
      ),
    );
    return { id };
  },
);

/** Gives it up before it is done; its lines are forgotten at once. */
export const discardBaseline = command(
  { name: 'baseline.discard', clause, entity: aimed },
  async (tx, actor, { id, version }: SeenBaseline) => {
    const held = await lockBaseline(tx, actor, id);
    await move(tx, actor, held, version, { verb: 'discard', may: mayPrepareBaseline, set: {} });
    await tx.delete(baselineRows).where(eq(baselineRows.baselineId, id));
    return { id };
  },
);

/** Whole numbers are kept with the people by now, and nowhere else. */
async function forgetPhones(tx: Tx, id: string): Promise<void> {
  await tx
    .update(baselineRows)
    .set({ phoneCipher: null })
    .where(sql`${baselineRows.baselineId} = ${id} and ${baselineRows.phoneCipher} is not null`);
}
