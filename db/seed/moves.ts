import { and, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { departPerson } from '@/lib/groups/departing/commands';
import { fileLeave, reportLeave } from '@/lib/groups/leaving/commands/file';
import { forwardLeaves } from '@/lib/groups/leaving/commands/forward';
import { withdrawLeave } from '@/lib/groups/leaving/commands/withdraw';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { createPerson } from '@/lib/identity/people/commands/person';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { type PlannedJoin, workingHoursBefore } from './plan';
import { handle, hoursADay, memberOf, type Stage, step } from './stage';
import { transferSteps } from './transfers';

/** Leaves in every state, people who have moved and who are to move, outsiders, somebody in two units, somebody who has gone. */
export function moves(
  hands: Hands,
  street: Founded,
  calendar: WorkCalendar,
  present: Date,
  plans: readonly PlannedJoin[],
): Step[] {
  const ago = (hours: number) => workingHoursBefore(calendar, present, hours);
  const stage = { hands, street, calendar, ago, present, plans };
  return [
    ...leaves(stage),
    ...transferSteps(stage),
    ...outsider(stage),
    ...posted(stage),
    ...departure(stage),
  ];
}

const leaveOf = (membershipId: string, reason: string) => ({
  submissionId: newId(),
  membershipIds: [membershipId],
  reason,
});

function leaves(stage: Stage): Step[] {
  const { hands, ago } = stage;
  let done: Awaited<ReturnType<typeof memberOf>>;
  let reported = '';
  let withdrawn = '';
  const own = async (username: string, at: Date, group: string, reason: string) => {
    const [row] = await db()
      .select({ id: memberships.id })
      .from(memberships)
      .innerJoin(accounts, eq(accounts.personId, memberships.personId))
      .where(
        and(
          eq(accounts.username, username),
          eq(memberships.groupId, stage.street.groups.get(group) as string),
          isNull(memberships.until),
        ),
      );
    if (!row) throw new Error(`${username} is not in ${group}`);
    const { first } = await hands.act(username, at, (actor) => reportLeave(actor, leaveOf(row.id, reason)));
    return first;
  };
  return [
    step(ago(120), async (at) => {
      done = await memberOf(stage, at, '城管执法群', '城市管理办公室');
      await hands.act('head.chengguan', at, (actor) =>
        fileLeave(actor, leaveOf(done.id, '调整到内勤岗位，不再参加执法勤务')),
      );
    }),
    step(ago(117), (at) => handle(stage, 'head.chengguan', at, '城管执法群', done.personId)),
    step(ago(60), async (at) => {
      reported = await own('pingan.gao', at, '街道工作总群', '借调到区里工作半年');
    }),
    step(ago(57), (at) =>
      hands.act('head.pingan', at, (actor) => forwardLeaves(actor, { rows: [{ id: reported, version: 1 }] })),
    ),
    step(ago(30), async (at) => {
      const { id } = await memberOf(stage, at, '平安建设群', '平安建设办公室');
      const { first } = await hands.act('head.pingan', at, (actor) =>
        fileLeave(actor, leaveOf(id, '岗位调整')),
      );
      withdrawn = first;
    }),
    step(ago(29), (at) =>
      hands.act('head.pingan', at, (actor) =>
        withdrawLeave(actor, { id: withdrawn, version: 1, reason: '岗位暂不调整' }),
      ),
    ),
    step(ago(5), async (at) => {
      const { id } = await memberOf(stage, at, '新华社区工作群', '新华社区');
      await hands.act('head.xinhua', at, (actor) => fileLeave(actor, leaveOf(id, '工作已结束')));
    }),
    step(ago(3), (at) => own('chengguan.he', at, '防汛应急群', '不再承担值守工作')),
  ];
}

/** Outsiders of 和平社区: the manager of a property company, who is in its group, and a resident without a phone. */
function outsider(stage: Stage): Step[] {
  const { hands, street, ago } = stage;
  const unitId = street.units.get('和平社区') as string;
  const group = '和平社区工作群';
  let manager = '';
  let request = '';
  const add = (at: Date, name: string, duty: string, phone: string) =>
    hands.act('office3', at, (actor) =>
      createPerson(actor, { submissionId: newId(), name, unitId, duty, phone, affiliated: true }),
    );
  return [
    step(ago(150), async (at) => {
      manager = (await add(at, '于海涛', '和平物业项目经理', '13800009901')).id;
      await add(at, '谭秀英', '居民代表', '');
    }),
    step(ago(148), async (at) => {
      const made = await hands.act('head.heping', at, (actor) =>
        submitJoin(actor, {
          submissionId: newId(),
          personId: manager,
          groupId: street.groups.get(group) as string,
          unitId,
          reason: '物业与社区工作联络',
        }),
      );
      request = made.id;
    }),
    step(ago(146), (at) =>
      hands.act('office', at, (actor) =>
        decideRequest(actor, { id: request, version: 1, decision: 'approve' }),
      ),
    ),
    step(ago(145), (at) => handle(stage, 'heping.zhang', at, group, manager)),
  ];
}

/** 刘洋, who also works for 平安建设办公室, joins a group for it. */
function posted(stage: Stage): Step[] {
  const { hands, street, ago } = stage;
  const personId = street.residents.find(({ name }) => name === '刘洋')?.id as string;
  const group = '防汛应急群';
  let request = '';
  return [
    step(ago(13 * hoursADay), async (at) => {
      const made = await hands.attempt('head.pingan', at, (actor) =>
        submitJoin(actor, {
          submissionId: newId(),
          personId,
          groupId: street.groups.get(group) as string,
          unitId: street.units.get('平安建设办公室') as string,
          reason: '承担平安办汛期值守',
        }),
      );
      request = made.ok ? made.value.id : '';
    }),
    step(ago(12.5 * hoursADay), async (at) => {
      if (request)
        await hands.act('office2', at, (actor) =>
          decideRequest(actor, { id: request, version: 1, decision: 'approve' }),
        );
    }),
    step(ago(12 * hoursADay), (at) => handle(stage, 'office', at, group, personId)),
  ];
}

/** Somebody of 滨河 has left the service: of his groups one has taken him out, the other has still to. */
function departure(stage: Stage): Step[] {
  const { hands, ago } = stage;
  let personId = '';
  return [
    step(ago(7), async (at) => {
      ({ personId } = await memberOf(stage, at, '社区书记群', '滨河社区'));
      await hands.act('office', at, (actor) => departPerson(actor, { id: personId, reason: '考入区直机关' }));
    }),
    step(ago(4), (at) => handle(stage, 'pingan.gao', at, '平安建设群', personId)),
  ];
}
