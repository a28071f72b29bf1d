import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { membershipRequests, type RequestStatus, transfers } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { workCalendar } from '@/lib/calendar/queries';
import { isWorkingDay, type WorkCalendar } from '@/lib/calendar/rules';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeDay, officeMoment } from '@/lib/core/time';
import { requestFiguresByUnit } from './queries';

const from = new Date('2026-10-01T00:00:00+08:00');
const friday = new Date('2026-11-20T16:00:00+08:00');
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(from, () => makeStreet());
});

type Request = typeof membershipRequests.$inferInsert;

/** A request with everything that bears on the figures left to chance; its moments are whole minutes until friday. */
const someRequest = fc.record({
  xinhua: fc.boolean(),
  portal: fc.boolean(),
  leave: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  status: fc.constantFrom<RequestStatus>('submitted', 'approved', 'done', 'rejected', 'withdrawn'),
  submitted: fc.integer({ min: 0, max: 40 * 1440 }),
  decided: fc.integer({ min: 0, max: 6 * 1440 }),
  handled: fc.integer({ min: 0, max: 4 * 1440 }),
  due: fc.integer({ min: 600, max: 3 * 1440 }),
  /** Days from the decision to the day of the transfer it is part of. */
  transfer: fc.option(fc.integer({ min: -2, max: 4 }), { freq: 3 }),
});
type Chance = typeof someRequest extends fc.Arbitrary<infer Value> ? Value : never;

/** When it was submitted, decided and done, as far as it came. */
function momentsOf({ status, leave, submitted, decided, handled }: Chance) {
  const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * minuteMs);
  const submittedAt = later(from, submitted);
  const isDecided = !(leave || ['submitted', 'withdrawn'].includes(status));
  const decidedAt = isDecided ? later(submittedAt, decided) : null;
  return {
    submittedAt,
    decidedAt,
    doneAt: status === 'done' ? later(decidedAt ?? submittedAt, handled) : null,
  };
}

let made = 0;
function rowsOf(chance: Chance, personId: string) {
  const { submittedAt, decidedAt, doneAt } = momentsOf(chance);
  const day = decidedAt && chance.transfer !== null ? decidedAt.getTime() + chance.transfer * dayMs : null;
  const transferId = day === null ? null : newId();
  made += 1;
  const shared = {
    personId,
    statusAt: submittedAt,
    statusByName: '李娟',
    submittedBy: s.headHeping.personId ?? '',
    submittedAt,
  };
  const request: Request = {
    ...shared,
    id: newId(),
    number: `RQ-2026-${10_000 + made}`,
    batchId: newId(),
    kind: chance.leave ? 'leave' : 'join',
    groupId: (chance.portal ? s.groups.portal : s.groups.heping).id,
    unitId: (chance.xinhua ? s.units.xinhua : s.units.heping).id,
    nickname: '和平王五',
    reason: '新到岗',
    transferId,
    status: chance.leave && !doneAt ? 'withdrawn' : chance.status,
    dueAt: new Date(submittedAt.getTime() + chance.due * minuteMs),
    decidedBy: decidedAt ? s.office.personId : null,
    decidedAt,
    decisionReason: chance.status === 'rejected' ? '不承担此项工作' : null,
    doneAt,
  };
  const transfer: typeof transfers.$inferInsert = {
    ...shared,
    id: transferId ?? '',
    fromUnitId: s.units.heping.id,
    toUnitId: s.units.xinhua.id,
    duty: '',
    effectiveOn: officeDay(new Date(day ?? 0)),
    reason: '工作变动',
    status: 'done',
  };
  return { request, transfer: transferId ? transfer : null };
}

/** Working minutes between two moments, day by day and without a ledger. */
function workingMinutes(calendar: WorkCalendar, start: Date, end: Date): number {
  const { opens, closes } = calendar.hours;
  let minutes = 0;
  for (
    let noon = officeMoment(officeDay(start), 720).getTime();
    noon < end.getTime() + dayMs;
    noon += dayMs
  ) {
    const day = officeDay(new Date(noon));
    if (!isWorkingDay(calendar, day)) continue;
    const begins = Math.max(officeMoment(day, opens).getTime(), start.getTime());
    const ends = Math.min(officeMoment(day, closes).getTime(), end.getTime());
    minutes += Math.max(ends - begins, 0) / minuteMs;
  }
  return minutes;
}

function median(minutes: readonly number[]): number | null {
  const sorted = minutes.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 120;
}

/** The figures as one would count them by hand. */
function naive(calendar: WorkCalendar, all: ReturnType<typeof rowsOf>[]) {
  const joins = all.filter(({ request }) => request.kind === 'join');
  const judged = joins.filter(({ request }) => ['approved', 'done', 'rejected'].includes(request.status));
  const decision = judged.flatMap(({ request: { submittedAt, decidedAt } }) =>
    decidedAt ? [workingMinutes(calendar, submittedAt, decidedAt)] : [],
  );
  const handling = judged.flatMap(({ request: { decidedAt, doneAt, groupId }, transfer }) => {
    if (!(decidedAt && doneAt) || (transfer && groupId === s.groups.portal.id)) return [];
    const day = transfer ? officeMoment(transfer.effectiveOn, 0).getTime() : 0;
    const begun = new Date(Math.max(day, decidedAt.getTime()));
    return doneAt > begun ? [workingMinutes(calendar, begun, doneAt)] : [];
  });
  const count = (of: (request: Request) => boolean) => joins.filter(({ request }) => of(request)).length;
  const open = (request: Request) => request.status === 'submitted';
  return {
    submitted: joins.length,
    decided: judged.length,
    rejected: count(({ status }) => status === 'rejected'),
    decisionHours: median(decision),
    late: count((one) => (one.decidedAt ?? (open(one) ? friday : from)) > one.dueAt),
    done: count(({ status }) => status === 'done'),
    handlingHours: median(handling),
    overdue: count((one) => open(one) && one.dueAt < friday),
  };
}

describe('the figures of a time', () => {
  it('are what counting by hand gives, whatever happened', async () => {
    const calendar = await workCalendar();
    await fc.assert(
      fc.asyncProperty(fc.array(someRequest, { minLength: 1, maxLength: 40 }), async (chances) => {
        await db().delete(membershipRequests).where(sql`true`);
        await db().delete(transfers).where(sql`true`);
        const people = await Promise.all(chances.map(() => makePerson('王五', s.units.heping)));
        const all = chances.map((chance, n) => rowsOf(chance, people[n]?.id ?? ''));
        const moves = all.flatMap(({ transfer }) => transfer ?? []);
        if (moves.length) await db().insert(transfers).values(moves);
        await db()
          .insert(membershipRequests)
          .values(all.map(({ request }) => request));
        const { total, units } = await withClock(friday, () => requestFiguresByUnit(s.office, 'quarter'));
        expect(total).toMatchObject(naive(calendar, all));
        const ofUnits = [s.units.heping, s.units.xinhua].flatMap(({ id, name }) => {
          const figures = naive(
            calendar,
            all.filter(({ request }) => request.unitId === id),
          );
          return figures.submitted ? [{ unitId: id, unitName: name, ...figures }] : [];
        });
        expect(units).toEqual(ofUnits);
      }),
      { numRuns: 20 },
    );
  });

  it('leave out of the handling the time that a transfer waits for its day', async () => {
    const person = await makePerson('王五', s.units.heping);
    const chance: Chance = {
      xinhua: false,
      portal: false,
      leave: false,
      status: 'done',
      // Submitted on Monday 9 November at nine, decided an hour later, for Thursday; handled on that day at half past ten.
      submitted: 39 * 1440 + 540,
      decided: 60,
      handled: 3 * 1440 + 30,
      due: 1440,
      transfer: 3,
    };
    const { request, transfer } = rowsOf(chance, person.id);
    if (!transfer) throw new Error('no transfer');
    await db().insert(transfers).values(transfer);
    await db().insert(membershipRequests).values(request);
    const { total } = await withClock(friday, () => requestFiguresByUnit(s.office, 'month'));
    // From the opening at half past eight.
    expect(total).toMatchObject({ decisionHours: 1, handlingHours: 2 });
  });
});
