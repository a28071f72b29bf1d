import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { noticeSteps, type StepDuty, type StepStatus } from '@/db/schema/reviews';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { RefusalCode } from '@/lib/core/errors';
import { decideStep } from './commands/decide';
import { setMajor } from './commands/major';

const attested = { truth: true, accuracy: true, conformity: true, reasons: [] };
const verbs = {
  approve: (actor: Actor, id: string) =>
    decideStep(actor, { id, version: 3, decision: 'approve', ...attested, opinion: '' }),
  return: (actor: Actor, id: string) =>
    decideStep(actor, { id, version: 3, decision: 'return', ...attested, opinion: '数据有误' }),
  reject: (actor: Actor, id: string) =>
    decideStep(actor, { id, version: 3, decision: 'reject', ...attested, opinion: '不宜公开' }),
  major: (actor: Actor, id: string) => setMajor(actor, { id, version: 3 }),
};
type VerbName = keyof typeof verbs;
const outcomes: Record<VerbName, StepStatus> = {
  approve: 'approved',
  return: 'returned',
  reject: 'rejected',
  major: 'open',
};

const statuses = ['waiting', 'open', 'approved', 'returned', 'rejected', 'void'] as const;
const duties = ['head', 'leader', 'primary'] as const satisfies StepDuty[];

/** Whose step of each duty is, written out once more on purpose: true decides, a code is what he is told instead. */
const kinds: Record<string, Record<StepDuty, true | RefusalCode>> = {
  'the head of the unit': { head: true, leader: 'not_found', primary: 'not_found' },
  'the delegate of the head': { head: true, leader: 'not_found', primary: 'not_found' },
  'the head of another unit': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  'the leader in charge, who is first': { head: 'not_found', leader: true, primary: true },
  'the delegate of the leader': { head: 'not_found', leader: true, primary: true },
  'another leader': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  'whom the Office assigned': { head: true, leader: true, primary: true },
  'the Office': { head: 'forbidden', leader: 'forbidden', primary: 'forbidden' },
  'who wrote it': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  'the supervisor': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  'a group administrator': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  'the system administrator': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  'the auditor': { head: 'not_found', leader: 'not_found', primary: 'not_found' },
  nobody: { head: 'not_found', leader: 'not_found', primary: 'not_found' },
};

let s: TestStreet;
const actors = new Map<string, Actor>();

beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  const [chen, zhao, assigned] = [
    await makePerson('陈静', s.units.heping),
    await makePerson('赵秘', s.units.leadership),
    await makePerson('韩审', s.units.xinhua),
  ];
  const second = await makePerson('刘芳', s.units.leadership);
  const standsIn = (from: Actor) => ({ id: from.personId ?? '', name: from.name });
  const all: [string, Actor][] = [
    ['the head of the unit', s.headHeping],
    [
      'the delegate of the head',
      actorOf(chen, s.units.heping, {
        role: 'unit_head',
        unitIds: [s.units.heping.id],
        onBehalfOf: standsIn(s.headHeping),
      }),
    ],
    ['the head of another unit', s.headXinhua],
    ['the leader in charge, who is first', s.leader],
    [
      'the delegate of the leader',
      actorOf(zhao, s.units.leadership, {
        role: 'leader',
        unitIds: [s.units.heping.id],
        primary: true,
        onBehalfOf: standsIn(s.leader),
      }),
    ],
    ['another leader', actorOf(second, s.units.leadership, { role: 'leader', unitIds: [s.units.xinhua.id] })],
    ['whom the Office assigned', actorOf(assigned, s.units.xinhua)],
    ['the Office', s.office],
    ['who wrote it', s.member],
    ['the supervisor', s.supervisor],
    ['a group administrator', s.groupAdmin],
    ['the system administrator', s.sysadmin],
    ['the auditor', s.auditor],
    ['nobody', anonymousActor(null)],
  ];
  for (const [kind, actor] of all) actors.set(kind, actor);
});

/** A step in any state, put there directly. */
async function stepIn(status: StepStatus, duty: StepDuty) {
  const decided = ['approved', 'returned', 'rejected'].includes(status);
  const given = await insertNotice({
    author: s.member,
    status: 'in_review',
    groups: [s.groups.heping],
    steps: [
      {
        duty,
        status,
        version: 3,
        assignedTo: actors.get('whom the Office assigned')?.personId ?? null,
        assignedAt: now(),
        assignedReason: '空缺',
        ...(status === 'waiting' ? { openedAt: null, dueAt: null } : {}),
        ...(decided ? { decidedBy: s.office2.personId, decidedAt: now(), opinion: '见前' } : {}),
        ...(status === 'approved' ? { truth: true, accuracy: true, conformity: true } : {}),
      },
    ],
  });
  const id = given.steps[0]?.id;
  if (!id) throw new Error('no step');
  return { id, noticeId: given.notice.id };
}

/** What a verb on a step that stands so comes to for whoever may use it. */
function expected(verb: VerbName, status: StepStatus): StepStatus | RefusalCode {
  if (status === 'open') return outcomes[verb];
  return status === 'waiting' && verb !== 'major' ? 'rule' : 'conflict';
}

const cases = Object.keys(kinds).flatMap((kind) =>
  duties.flatMap((duty) =>
    (Object.keys(verbs) as VerbName[]).flatMap((verb) =>
      statuses.map((status) => ({ kind, duty, verb, status })),
    ),
  ),
);

describe('every verb of a review step, in every state, of every duty, by every kind of actor', () => {
  it.each(cases)('$kind: $verb of the step of the $duty, $status', async ({ kind, duty, verb, status }) => {
    const { id } = await stepIn(status, duty);
    const actor = actors.get(kind);
    const may = kinds[kind]?.[duty];
    if (!(actor && may)) throw new Error(kind);
    const result = await verbs[verb](actor, id);
    const [after] = await db().select().from(noticeSteps).where(eq(noticeSteps.id, id));
    const wanted = may === true ? expected(verb, status) : may;
    expect(result.ok ? after?.status : result.refusal.code).toBe(wanted);
    expect(after?.status).toBe(result.ok ? wanted : status);
  });
});
