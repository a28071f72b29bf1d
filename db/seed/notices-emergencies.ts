import type { WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { followUp } from '@/lib/notices/emergency/commands/follow';
import { publishFirst } from '@/lib/notices/emergency/commands/publish-first';
import { seedPeople } from './data';
import type { Step } from './history';
import type { NoticeDeeds } from './notices-deeds';
import { workingHoursBefore } from './plan';
import { step } from './stage';

const hour = 3_600_000;
const day = 24 * hour;

interface Emergency {
  by: string;
  groups: readonly string[];
  title: string;
  body: string;
  at: Date;
  /** 补登: so many hours before it was recorded, and why so late. */
  posted?: { hours: number; lateReason: string };
  /** Hours after it went out, and what was reported then; the last of a closed one is its result. */
  entries: readonly (readonly [hours: number, by: string, text: string])[];
  closed: boolean;
  /** Who reviews it afterwards, and after how many hours. */
  reviewed?: readonly [hours: number, by: string];
}

function told(present: Date, start: Date, daytime: (days: number) => Date): Emergency[] {
  return [
    {
      by: 'office',
      groups: ['防汛应急群', '街道工作总群'],
      title: '滨河路段积水请勿通行',
      body: '受短时强降雨影响，滨河路桥洞积水约 50 厘米，已封闭。请滨河、望江社区通知居民绕行，值守人员到位后在群内报告。',
      at: new Date(start.getTime() + 41 * day + 19.5 * hour),
      entries: [
        [1.5, 'office', '两台水泵已到位排水，无人员被困。'],
        [3.2, 'office2', '水位下降约一半，继续封闭，城管办安排夜间值守。'],
        [5, 'office', '积水排净，道路恢复通行。共出动二十一人，无人员伤亡和财产损失。'],
      ],
      closed: true,
      reviewed: [20, 'head.office'],
    },
    {
      by: 'head.xinhua',
      groups: ['新华社区工作群'],
      title: '七号楼电梯困人',
      body: '七号楼二单元电梯故障，一名居民被困，维保人员正在赶来。请网格员到现场安抚并引导其他居民走楼梯。',
      at: daytime(12),
      posted: { hours: 40, lateReason: '现场处置期间无法登录平台，次日外出开会' },
      entries: [[0.2, 'head.xinhua', '被困居民四十分钟后安全解救，电梯停用待检。']],
      closed: true,
      reviewed: [3, 'leader2'],
    },
    {
      by: 'heping.zhang',
      groups: ['和平社区工作群'],
      title: '三号楼供水管爆裂',
      body: '三号楼前供水主管爆裂，三至六号楼停水，地面积水结冰风险较大。请网格员通知住户关闭阀门、注意防滑，抢修人员已在途中。',
      at: new Date(present.getTime() - 4.6 * hour),
      entries: [
        [
          1.4,
          'heping.zhang',
          '抢修人员到场，已关闭上游阀门。社区在三号楼前设临时取水点，为两户独居老人送水上门。',
        ],
        [3.1, 'head.heping', '管道已开挖，预计三小时内更换完毕。物业在结冰路段撒盐、设警示带。'],
      ],
      closed: false,
    },
  ];
}

/** A closed one with its review, one recorded late after it stood in the chat, and one that is still open. */
export function emergencies(deeds: NoticeDeeds, calendar: WorkCalendar, start: Date, present: Date): Step[] {
  const daytime = (days: number) => workingHoursBefore(calendar, present, days * 9.5);
  return told(present, start, daytime).flatMap((one) => course(deeds, one));
}

function course(
  deeds: NoticeDeeds,
  { by, at, entries, closed, reviewed, groups, ...one }: Emergency,
): Step[] {
  let id = '';
  const after = (hours: number) => new Date(at.getTime() + hours * hour);
  const unit = seedPeople.find(({ username }) => username === by)?.unit ?? '';
  const publish = async (then: Date) => {
    const { title, body, posted } = one;
    const form = {
      submissionId: newId(),
      unitId: deeds.street.units.get(unit) ?? '',
      title,
      body,
      groupIds: groups.map((name) => deeds.street.groups.get(name) ?? ''),
      posted: posted !== undefined,
      postedAt: posted ? after(-posted.hours) : ('' as const),
      lateReason: posted?.lateReason ?? '',
    };
    id = (await deeds.hands.act(by, then, (actor) => publishFirst(actor, form))).id;
  };
  return [
    step(at, publish),
    step(after(0.1), (then) => deeds.post(then, id)),
    ...entries.map(([hours, author, text], n) =>
      step(after(hours), async (then) => {
        const closes = closed && n === entries.length - 1;
        const entry = { submissionId: newId(), id, text, closes };
        await deeds.hands.act(author, then, (actor) => followUp(actor, entry));
      }),
    ),
    ...['head.heping', 'head.xinhua', 'heping.liu', 'head.wangjiang'].map((reader, n) =>
      step(after(0.15 + n * 0.2), (then) => deeds.answer(then, reader, id, '收到')),
    ),
    step(after(0.6), (then) => deeds.collect(then, by, id, 0.7)),
    ...(reviewed ? [step(after(reviewed[0]), (then) => deeds.decide(then, reviewed[1], id))] : []),
  ];
}
