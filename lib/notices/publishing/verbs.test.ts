import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { type NoticeStatus, noticeStatuses } from '@/db/schema/notices';
import { deliveries } from '@/db/schema/receipts';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { noticeRow } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { distinctName } from '@/db/testing/written';
import { type Actor, anonymousActor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import type { RefusalCode, Result } from '@/lib/core/errors';
import { officeMoment } from '@/lib/core/time';
import { publishByHand, releaseNotice } from './commands/by-hand';
import { publishDue } from './commands/due';
import { recallNotice } from './commands/recall';
import { publishingMay } from './policy';

const monday = officeMoment('2026-11-23', 10 * 60);
const reason = '值班需要';

const verbs = {
  publish: (actor: Actor, id: string): Promise<Result<unknown>> => publishByHand(actor, { id, version: 1 }),
  release: (actor: Actor, id: string): Promise<Result<unknown>> =>
    releaseNotice(actor, { id, version: 1, reason }),
  recall: (actor: Actor, id: string): Promise<Result<unknown>> =>
    recallNotice(actor, { id, version: 1, reason }),
};
type VerbName = keyof typeof verbs;

/** From where each verb moves, and to where: written out here once more, on purpose. */
const moves: Record<VerbName, Partial<Record<NoticeStatus, NoticeStatus>>> = {
  publish: { approved: 'published' },
  release: { scheduled: 'published' },
  recall: { published: 'recalled' },
};
/** States from which a verb is not the way, and says so. */
const otherWays: Record<VerbName, NoticeStatus[]> = {
  publish: ['scheduled'],
  release: ['approved'],
  recall: [],
};

/** Who may use which verb, and from when on a notice is known to him at all. */
const kinds: Record<string, { may: VerbName[]; sees: 'handed in' | 'out' | 'nothing' }> = {
  'its author': { may: ['publish', 'recall'], sees: 'handed in' },
  'the head of the unit': { may: ['recall'], sees: 'handed in' },
  'the Office': { may: ['release', 'recall'], sees: 'handed in' },
  'the leader in charge': { may: [], sees: 'handed in' },
  'the supervisor': { may: [], sees: 'handed in' },
  'the group administrator': { may: [], sees: 'out' },
  'the head of another unit': { may: [], sees: 'nothing' },
  'a representative': { may: [], sees: 'nothing' },
  'the system administrator': { may: [], sees: 'nothing' },
  'the auditor': { may: [], sees: 'nothing' },
  nobody: { may: [], sees: 'nothing' },
  'the system': { may: [], sees: 'nothing' },
};

let s: TestStreet;
let actors: Record<string, Actor>;

beforeAll(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  actors = {
    'its author': s.member,
    'the head of the unit': s.headHeping,
    'the Office': s.office,
    'the leader in charge': s.leader,
    'the supervisor': s.supervisor,
    'the group administrator': s.groupAdmin,
    'the head of another unit': s.headXinhua,
    'a representative': s.representative,
    'the system administrator': s.sysadmin,
    'the auditor': s.auditor,
    nobody: anonymousActor(null),
    'the system': systemActor('test'),
  };
});

const actorNamed = (kind: string): Actor => {
  const actor = actors[kind];
  if (!actor) throw new Error(kind);
  return actor;
};

async function noticeIn(status: NoticeStatus): Promise<string> {
  // What went out for the cases before is no flood.
  await db().delete(deliveries);
  const { notice } = await insertNotice({
    author: s.member,
    unit: s.units.heping,
    groups: [s.groups.heping, s.groups.portal],
    title: `通知 ${distinctName()}`,
    status,
    createdAt: monday,
  });
  return notice.id;
}

function expected(kind: string, verb: VerbName, status: NoticeStatus): NoticeStatus | RefusalCode {
  const { may, sees } = kinds[kind] ?? { may: [], sees: 'nothing' };
  const out = status === 'published' || status === 'recalled';
  // A draft has no words yet that could go out.
  if (sees === 'nothing' || status === 'draft' || (sees === 'out' && !out)) return 'not_found';
  if (!may.includes(verb)) return 'forbidden';
  return moves[verb][status] ?? (otherWays[verb].includes(status) ? 'rule' : 'conflict');
}

const cases = Object.keys(kinds).flatMap((kind) =>
  (Object.keys(verbs) as VerbName[]).flatMap((verb) =>
    noticeStatuses.map((status) => ({ kind, verb, status })),
  ),
);

describe('every verb of publishing, in every state, by every kind of actor', () => {
  it.each(cases)('$kind: $verb from $status', async ({ kind, verb, status }) => {
    const id = await noticeIn(status);
    const result = await withClock(monday, () => verbs[verb](actorNamed(kind), id));
    const after = await noticeRow(id);
    expect(result.ok ? after.status : result.refusal.code).toBe(expected(kind, verb, status));
    if (!result.ok) expect([after.status, after.version]).toEqual([status, 1]);
  });

  it.each(noticeStatuses)('shows the buttons that do something: %s', (status) => {
    for (const kind of Object.keys(kinds).filter((name) => kinds[name]?.sees === 'handed in')) {
      const may = publishingMay(actorNamed(kind), {
        status,
        authorId: s.member.personId ?? '',
        unitId: s.units.heping.id,
        authorAway: false,
        heldWhy: null,
      });
      for (const verb of Object.keys(verbs) as VerbName[])
        expect(may[verb]).toBe(kinds[kind]?.may.includes(verb) === true && moves[verb][status] !== undefined);
    }
  });

  it.each(noticeStatuses)('the time coming moves what is scheduled, and nothing else: %s', async (status) => {
    const id = await noticeIn(status);
    const later = new Date(monday.getTime() + 3_600_000);
    const result = await withClock(later, () => publishDue(systemActor('notices.publish'), { id }));
    expect(result.ok).toBe(true);
    expect((await noticeRow(id)).status).toBe(status === 'scheduled' ? 'published' : status);
  });
});
