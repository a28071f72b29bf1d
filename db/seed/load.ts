import { closeDatabase } from '@/db/client';
import { workCalendar } from '@/lib/calendar/queries';
import { openMoment } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { batches } from './batches';
import { found } from './founding';
import { Hands } from './hands';
import { confirmNicknames, type Step, stepsOf } from './history';
import { inactivity } from './inactive';
import { moves } from './moves';
import { noticeSteps } from './notices';
import { orderSteps } from './orders';
import { planHistory, planLeftovers, workingHoursBefore } from './plan';
import { ripples } from './ripples';
import { rosters } from './rosters';

const day = 86_400_000;

/** Loads the demonstration street into an empty database: three months of history up to the present moment. */
async function load(): Promise<void> {
  const present = now();
  const calendar = await workCalendar();
  const start = openMoment(calendar, new Date(present.getTime() - 92 * day));
  const hands = new Hands();
  const street = await found(hands, start);
  const plans = [
    ...planHistory(street.residents, calendar, start, present),
    ...planLeftovers(street.residents, calendar, present),
  ];
  const joins = plans.flatMap((plan, n) => stepsOf(hands, street, plan, n));
  const nicknames = workingHoursBefore(calendar, present, 30);
  const steps: Step[] = [
    ...joins,
    { at: nicknames, run: () => confirmNicknames(hands, street, nicknames) },
    ...ripples(hands, street, calendar, start, present),
    ...orderSteps(hands, street, calendar, present),
    ...batches(hands, street, calendar, present),
    ...rosters(hands, street, calendar, present),
    ...moves(hands, street, calendar, present, plans),
    ...inactivity(hands, street, calendar, start, present),
    ...noticeSteps(hands, street, calendar, { start, present }),
  ];
  steps.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const step of steps) if (step.at <= present) await step.run();
}

await load();
await closeDatabase();
