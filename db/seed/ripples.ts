import { setCalendarDay } from '@/lib/calendar/commands';
import { openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { archiveGroup } from '@/lib/groups/commands/archive';
import { createGroup } from '@/lib/groups/commands/manage';
import { departPerson } from '@/lib/groups/departing/commands';
import { delegateOwn } from '@/lib/identity/delegations/commands/delegate';
import { addPosting } from '@/lib/identity/people/commands/postings';
import { markAllRead } from '@/lib/inbox/commands';
import { changeSetting } from '@/lib/settings/commands';
import { seedPeople } from './data';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { workingHoursBefore } from './plan';

const day = 86_400_000;
const hoursADay = 9.5;

function saturdayAfter(at: Date): string {
  const untilSaturday = (6 - at.getUTCDay() + 7) % 7 || 7;
  return officeDay(new Date(at.getTime() + untilSaturday * day));
}

/** What else happens in a street in three months: rules changed and changed back, a delegation, a group that served its purpose. */
export function ripples(
  hands: Hands,
  street: Founded,
  calendar: WorkCalendar,
  start: Date,
  present: Date,
): Step[] {
  const after = (days: number) => openMoment(calendar, new Date(start.getTime() + days * day));
  const ago = (days: number) => workingHoursBefore(calendar, present, days * hoursADay);
  const person = (name: string) => street.residents.find((resident) => resident.name === name)?.id as string;
  const step = (at: Date, run: (at: Date) => Promise<unknown>): Step => ({ at, run: () => run(at) });

  const decisionDays = (value: string, version: number, reason: string) => (at: Date) =>
    hands.act('office', at, (actor) =>
      changeSetting(actor, { key: 'membership.decision_days', value, version, reason }),
    );

  let census = '';
  const drill = ago(15);
  const retired = street.residents.filter((one) => one.unitName === '社会事务办公室').at(-1)?.id as string;
  return [
    step(after(6), decisionDays('3', 0, '机构调整期间申请集中，临时放宽')),
    step(after(35), decisionDays('2', 1, '申请数量恢复正常，改回两个工作日')),
    step(after(2), async (at) => {
      const made = await hands.act('office', at, (actor) =>
        createGroup(actor, {
          submissionId: newId(),
          name: '经济普查工作群',
          platform: 'wecom',
          ownerUnitId: street.units.get('党政办公室') as string,
          purpose: '经济普查入户登记期间使用',
          administrators: [{ personId: person('周敏') }],
        }),
      );
      census = made.id;
    }),
    step(after(50), (at) =>
      hands.act('office', at, (actor) => archiveGroup(actor, { id: census, reason: '普查工作结束' })),
    ),
    step(after(30), (at) =>
      hands.act('office', at, (actor) =>
        setCalendarDay(actor, {
          day: saturdayAfter(at),
          working: 'working',
          name: '创文迎检',
          source: '街道办事处值班安排',
          provisional: false,
        }),
      ),
    ),
    step(after(62), (at) =>
      hands.act('office', at, (actor) => departPerson(actor, { id: retired, reason: '到龄退休' })),
    ),
    step(after(20), (at) =>
      hands.act('head.chengguan', at, (actor) =>
        delegateOwn(actor, {
          submissionId: newId(),
          role: 'unit_head',
          toPersonId: person('何静'),
          startsOn: officeDay(at),
          lastDay: officeDay(new Date(at.getTime() + 9 * day)),
          reason: '参加市委党校培训',
        }),
      ),
    ),
    step(ago(1), (at) =>
      hands.act('head.pingan', at, (actor) =>
        delegateOwn(actor, {
          submissionId: newId(),
          role: 'unit_head',
          toPersonId: person('高翔'),
          startsOn: officeDay(at),
          lastDay: officeDay(new Date(at.getTime() + 12 * day)),
          reason: '外出挂职',
        }),
      ),
    ),
    step(drill, (at) =>
      hands.act('office', at, (actor) =>
        addPosting(actor, {
          submissionId: newId(),
          personId: person('刘洋'),
          unitId: street.units.get('平安建设办公室') as string,
          startsOn: officeDay(at),
          endsOn: '',
        }),
      ),
    ),
    ...seedPeople.map(({ username }) =>
      step(ago(2), (at) =>
        hands.act(username, at, (actor) => markAllRead(actor, { until: at.toISOString() })),
      ),
    ),
  ];
}
