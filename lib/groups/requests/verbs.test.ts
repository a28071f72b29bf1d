import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { membershipRequests, type RequestStatus } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { requestRow } from '@/db/testing/joining';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { RefusalCode } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { decideRequest } from './commands/decide';
import { terminateRequest, withdrawRequest } from './commands/withdraw';

const statuses = ['submitted', 'approved', 'done', 'rejected', 'withdrawn'] as const;
type Status = (typeof statuses)[number];

const verbs = {
  approve: (actor: Actor, id: string) => decideRequest(actor, { id, version: 3, decision: 'approve' }),
  reject: (actor: Actor, id: string) =>
    decideRequest(actor, { id, version: 3, decision: 'reject', reason: '不符合' }),
  withdraw: (actor: Actor, id: string) => withdrawRequest(actor, { id, version: 3 }),
  terminate: (actor: Actor, id: string) => terminateRequest(actor, { id, version: 3, reason: '不再需要' }),
};
type VerbName = keyof typeof verbs;

/** From where each verb moves, and to where: written out here once more, on purpose. */
const moves: Record<VerbName, Partial<Record<Status, RequestStatus>>> = {
  approve: { submitted: 'approved' },
  reject: { submitted: 'rejected' },
  withdraw: { submitted: 'withdrawn', approved: 'withdrawn' },
  terminate: { approved: 'withdrawn' },
};

/** Who may use which verb at all; everybody else is refused, and strangers are not even told that the request exists. */
const kinds: Record<string, { may: VerbName[]; otherwise: RefusalCode }> = {
  'the head who asked': { may: ['withdraw'], otherwise: 'forbidden' },
  'his delegate, who did not ask': { may: [], otherwise: 'forbidden' },
  'the Office': { may: ['approve', 'reject', 'terminate'], otherwise: 'forbidden' },
  'the person concerned': { may: [], otherwise: 'forbidden' },
  'the supervisor': { may: [], otherwise: 'forbidden' },
  'the head of another unit': { may: [], otherwise: 'not_found' },
  'the group administrator': { may: [], otherwise: 'not_found' },
  'a member': { may: [], otherwise: 'not_found' },
  'a leader': { may: [], otherwise: 'not_found' },
  'a representative': { may: [], otherwise: 'not_found' },
  'the system administrator': { may: [], otherwise: 'not_found' },
  'the auditor': { may: [], otherwise: 'not_found' },
  nobody: { may: [], otherwise: 'not_found' },
};

let s: TestStreet;
let person: { id: string; name: string };
const actors = new Map<string, Actor>();

beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  person = await makePerson('王五', s.units.heping);
  const chen = await makePerson('陈静', s.units.heping);
  const all: [string, Actor][] = [
    ['the head who asked', s.headHeping],
    [
      'his delegate, who did not ask',
      actorOf(chen, s.units.heping, {
        role: 'unit_head',
        unitIds: [s.units.heping.id],
        onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
      }),
    ],
    ['the Office', s.office],
    ['the person concerned', actorOf(person, s.units.heping)],
    ['the supervisor', s.supervisor],
    ['the head of another unit', s.headXinhua],
    ['the group administrator', s.groupAdmin],
    ['a member', s.member],
    ['a leader', s.leader],
    ['a representative', s.representative],
    ['the system administrator', s.sysadmin],
    ['the auditor', s.auditor],
    ['nobody', anonymousActor(null)],
  ];
  for (const [kind, actor] of all) actors.set(kind, actor);
});

/** A request in any state, put there directly. */
async function requestIn(status: Status): Promise<string> {
  const id = newId();
  const decided =
    status === 'submitted' || status === 'withdrawn'
      ? {}
      : { decidedBy: s.office2.personId, decidedAt: now() };
  await db()
    .insert(membershipRequests)
    .values({
      id,
      number: `T-${id}`,
      batchId: newId(),
      kind: 'join',
      personId: person.id,
      groupId: s.groups.heping.id,
      unitId: s.units.heping.id,
      nickname: '和平王五',
      reason: '新到岗',
      status,
      version: 3,
      statusAt: now(),
      statusByName: '吴桐',
      submittedBy: s.headHeping.personId ?? '',
      submittedAt: now(),
      dueAt: now(),
      ...decided,
      decisionReason: status === 'rejected' ? '不符合' : null,
      doneAt: status === 'done' ? now() : null,
    });
  return id;
}

const cases = Object.keys(kinds).flatMap((kind) =>
  (Object.keys(verbs) as VerbName[]).flatMap((verb) => statuses.map((status) => ({ kind, verb, status }))),
);

describe('every verb of a join request, in every state, by every kind of actor', () => {
  it.each(cases)('$kind: $verb from $status', async ({ kind, verb, status }) => {
    const id = await requestIn(status);
    const actor = actors.get(kind);
    if (!actor) throw new Error(kind);
    const result = await verbs[verb](actor, id);
    const after = await requestRow(id);
    const expected = kinds[kind];
    const to = expected?.may.includes(verb) ? moves[verb][status] : undefined;
    const refusal = expected?.may.includes(verb) ? 'conflict' : expected?.otherwise;
    expect(result.ok ? after.status : result.refusal.code).toBe(to ?? refusal);
    expect([after.status, after.version]).toEqual(to ? [to, 4] : [status, 3]);
    // Makes room for the next case: one open request a person and group.
    await db().update(membershipRequests).set({ status: 'withdrawn' }).where(eq(membershipRequests.id, id));
  });
});
