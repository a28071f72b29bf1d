import { addWorkingHours, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { chaseReceipts } from '@/lib/notices/receipts/commands/chase';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { stream } from './invent';
import { headFor, NoticeDeeds, readersOf } from './notices-deeds';
import { emergencies } from './notices-emergencies';
import { publishedWords } from './notices-history';
import { underWay } from './notices-now';
import type { Words } from './notices-words';
import { workingHoursBefore } from './plan';
import { step } from './stage';

const day = 86_400_000;
const hour = 3_600_000;

const leaderOf = (by: string): string =>
  ['heping', 'xinhua', 'changqing', 'wangjiang', 'dongfeng'].some((unit) => by.includes(unit))
    ? 'leader2'
    : 'leader';

/** What the street has published, is writing and reviewing: three months of it, and everything that is under way. */
export function noticeSteps(
  hands: Hands,
  street: Founded,
  calendar: WorkCalendar,
  { start, present }: { start: Date; present: Date },
): Step[] {
  const deeds = new NoticeDeeds(hands, street);
  return [
    ...history(deeds, calendar, start, present),
    ...underWay(deeds, calendar, present),
    ...emergencies(deeds, calendar, start, present),
  ];
}

/** One after the other, at office hours, from the first week to yesterday. */
function history(deeds: NoticeDeeds, calendar: WorkCalendar, start: Date, present: Date): Step[] {
  const random = stream(35);
  const from = start.getTime() + 6 * day;
  const until = workingHoursBefore(calendar, present, 10).getTime();
  const pace = (until - from) / publishedWords.length;
  return publishedWords.flatMap((words, n) => {
    const about = new Date(from + (n + random() * 0.8) * pace);
    const at = addWorkingHours(calendar, openMoment(calendar, about), 0.2 + random() * 5);
    return life(deeds, calendar, words, at, random);
  });
}

/** From submission to the last answer. */
function life(
  deeds: NoticeDeeds,
  calendar: WorkCalendar,
  words: Words,
  at: Date,
  random: () => number,
): Step[] {
  const id = newId();
  const { by, hours, major, groups } = words;
  const after = (moment: Date, working: number) => addWorkingHours(calendar, moment, working);
  const first = by.startsWith('head.') ? at : after(at, 0.3 + random() * (random() < 0.1 ? 7 : 3));
  const last = major ? after(first, 0.5 + random() * 7) : first;
  const out = new Date(last.getTime() + 60_000);
  const wish = hours ? { receiptDue: new Date(last.getTime() + (hours + 1) * hour) } : {};
  const chaser = by.startsWith('head.') || by === 'office' ? by : headFor(by);
  const posted = after(out, 0.1 + random() * random() * 8);
  return [
    step(at, (then) => deeds.submit(then, id, words, wish)),
    ...(first > at ? [step(first, (then) => deeds.decide(then, headFor(by), id))] : []),
    ...(major ? [step(last, (then) => deeds.decide(then, leaderOf(by), id))] : []),
    step(out, (then) => deeds.publish(then)),
    step(posted, (then) => deeds.post(then, id)),
    ...readersOf(groups).flatMap((reader) => {
      if (reader === by || random() > 0.75) return [];
      const read = new Date(out.getTime() + 60_000 + random() ** 3 * 40 * hour);
      const reply = random() < 0.3 ? '已知悉，按要求落实' : '';
      return [step(read, (then) => deeds.answer(then, reader, id, reply))];
    }),
    step(after(posted, 0.5 + random() * 3), (then) => deeds.collect(then, chaser, id, 0.7)),
    ...asked(deeds, id, chaser, { at: after(posted, 7 + random() * 3), chase: hours !== null }),
  ];
}

/** Most of those who have not answered by the next day do so then, where it matters having been asked once more. */
const asked = (
  deeds: NoticeDeeds,
  noticeId: string,
  by: string,
  { at, chase }: { at: Date; chase: boolean },
): Step[] => [
  ...(chase
    ? [
        step(at, (then) =>
          deeds.hands.attempt(by, then, (actor) => chaseReceipts(actor, { noticeId, unitId: null })),
        ),
      ]
    : []),
  step(new Date(at.getTime() + 2 * hour), (then) => deeds.collect(then, by, noticeId, 1)),
];
