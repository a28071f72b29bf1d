import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { done, joinOf, refusalOf } from '@/db/testing/joining';
import { joinsOf, pickedRow } from '@/db/testing/joins';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { completeOrders } from '../handling/commands/complete';
import { submitJoins } from '../joining/commands/submit';
import { fileLeave } from '../leaving/commands/file';
import { decideRequests } from './commands/decide';
import { submitJoin } from './commands/submit';

let s: TestStreet;
let persons: { id: string; name: string }[];
let from: number;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  from = await trailEnd(db());
  persons = await Promise.all(['王五', '李四', '赵六'].map((name) => makePerson(name, s.units.heping)));
});

const told = (personId: string | null | undefined) =>
  db()
    .select({ title: notifications.title, detail: notifications.detail, href: notifications.href })
    .from(notifications)
    .where(eq(notifications.personId, personId ?? ''))
    .orderBy(asc(notifications.id));

/** All three into the chat group and the portal's, in one form. */
async function sent() {
  const form = joinsOf(
    persons.map((person) => pickedRow(person)),
    [s.groups.heping, s.groups.portal],
  );
  const { batchId } = done(await submitJoins(s.headHeping, form));
  const rows = await db().select().from(membershipRequests).orderBy(asc(membershipRequests.number));
  return { batchId, rows };
}

const reason = '不承担此项工作';

describe('whoever asked for many', () => {
  it('is told of one act of deciding once, with what comes next and where to read it', async () => {
    const { batchId, rows } = await sent();
    const seen = rows.map(({ id }) => ({ id, version: 1 }));
    done(await decideRequests(s.office, { rows: seen, decision: 'approve' }));
    expect(await told(s.headHeping.personId)).toEqual([
      {
        title: '6 项入群申请已通过',
        detail: expect.stringMatching(/等 3 人；3 项已转群管理员办理，3 项已加入，本平台的群不用办理$/),
        href: `/membership/batch/${batchId}`,
      },
    ]);
    expect(await brokenInvariants(db(), from)).toEqual([]);
  });

  it('reads of what was rejected among them, and why', async () => {
    const { rows } = await sent();
    const ofZhao = persons[2]?.id;
    const seen = rows.map(({ id, personId }) => ({ id, version: 1, reject: personId === ofZhao }));
    done(await decideRequests(s.office, { rows: seen, decision: 'approve', reason }));
    const [only, ...more] = await told(s.headHeping.personId);
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      title: '6 项入群申请已审核：通过 4 项，驳回 2 项',
      detail: expect.stringMatching(new RegExp(`；驳回：赵六；${reason}$`)),
    });
    expect(await brokenInvariants(db(), from)).toEqual([]);
  });

  it('is told once of one receipt for many', async () => {
    const { batchId, rows } = await sent();
    const seen = rows.map(({ id }) => ({ id, version: 1 }));
    done(await decideRequests(s.office, { rows: seen, decision: 'approve' }));
    const open = await db().select().from(workOrders).where(eq(workOrders.status, 'open'));
    const orders = open.map(({ id, version }) => ({ id, version }));
    done(await completeOrders(s.groupAdmin, { orders, handledAt: undefined }));
    expect((await told(s.headHeping.personId)).slice(1)).toEqual([
      {
        title: expect.stringMatching(/等 3 人已加入「和平社区工作群」$/),
        detail: '3 项申请已办结',
        href: `/membership/batch/${batchId}`,
      },
    ]);
  });

  it('of several forms finds them in the list', async () => {
    const [one, other] = persons;
    const [a, b] = [
      done(await submitJoin(s.headHeping, joinOf(s, one?.id ?? ''))),
      done(await submitJoin(s.headHeping, joinOf(s, other?.id ?? ''))),
    ];
    const seen = [a, b].map(({ id }) => ({ id, version: 1 }));
    done(await decideRequests(s.office, { rows: seen, decision: 'reject', reason }));
    expect(await told(s.headHeping.personId)).toEqual([
      { title: '2 项入群申请被驳回', detail: `驳回：王五、李四；${reason}`, href: '/membership?kind=join' },
    ]);
  });

  it('learns nothing of what was refused', async () => {
    const { rows } = await sent();
    const seen = rows.map(({ id }) => ({ id, version: 7 }));
    const { refused } = done(await decideRequests(s.office, { rows: seen, decision: 'approve' }));
    expect(refused).toHaveLength(6);
    expect(await told(s.headHeping.personId)).toEqual([]);
  });
});

it('whoever has joined several of the portal’s groups is told once, and asked for no nickname', async () => {
  const [person] = persons;
  const personId = person?.id ?? '';
  await db().insert(accounts).values({ id: newId(), personId, username: 'wangwu', createdAt: now() });
  const { rows } = await sent();
  const own = rows.filter((row) => row.personId === personId && row.groupId === s.groups.portal.id);
  done(
    await decideRequests(s.office, { rows: own.map(({ id }) => ({ id, version: 1 })), decision: 'approve' }),
  );
  expect(await told(personId)).toMatchObject([{ title: '您已加入「街道工作总群」' }]);
});

it('whoever takes many out of the portal’s groups is told once', async () => {
  const { rows } = await sent();
  const portal = rows.filter(({ groupId }) => groupId === s.groups.portal.id);
  const seen = portal.map(({ id }) => ({ id, version: 1 }));
  done(await decideRequests(s.office, { rows: seen, decision: 'approve' }));
  const members = await db().select().from(memberships).where(eq(memberships.groupId, s.groups.portal.id));
  const leave = { submissionId: newId(), membershipIds: members.map(({ id }) => id), reason: '调离' };
  expect(members).toHaveLength(3);
  done(await fileLeave(s.headHeping, leave));
  expect((await told(s.headHeping.personId)).slice(1)).toMatchObject([
    {
      title: expect.stringMatching(/等 3 人已退出「街道工作总群」$/),
      href: '/membership?kind=leave&status=done',
    },
  ]);
  expect(refusalOf(await fileLeave(s.headHeping, { ...leave, submissionId: newId() })).code).toBe(
    'not_found',
  );
});
