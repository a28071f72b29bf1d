import { and, desc, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { baselines, rosterEntries } from '@/db/schema/roster';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { newId } from '@/lib/core/id';
import { decideBaseline, vouchBaseline } from '@/lib/groups/baseline/commands/confirm';
import { startBaseline } from '@/lib/groups/baseline/commands/start';
import { createGroup } from '@/lib/groups/commands/manage';
import { settleRoster } from '@/lib/groups/roster/commands/settle';
import { checkPasted } from '@/lib/groups/roster/commands/take';
import type { SettleRoster } from '@/lib/groups/roster/input';
import type { Founded, Resident } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { workingHoursBefore } from './plan';

const compared = '和平社区工作群';
const administrator = 'heping.zhang';

/** Nicknames by the register, in the order in which people joined. */
async function registered(groupId: string): Promise<string[]> {
  const rows = await db()
    .select({ nickname: memberships.nickname })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), isNull(memberships.until)))
    .orderBy(memberships.since, memberships.id);
  return rows.map(({ nickname }) => nickname);
}

/** The list as the chat showed it weeks ago: two misnamed, one of them mended since; a stranger who has gone. */
function firstList(nicknames: readonly string[]): string {
  const [a, b, c, ...others] = nicknames;
  return ['群成员', a, `${b?.slice(2)}-网格员`, `小${c?.slice(2)}`, ...others, '幸福物业小赵'].join('\n');
}

/** The list as it is now: somebody missing, somebody misnamed, somebody likely, two strangers, one of them known to the street. */
function secondList(nicknames: readonly string[], known: Resident | undefined): string {
  const [a, b, c, d, ...others] = nicknames;
  const likely = d ? `${d.slice(0, -1)}${d.at(-1) === '晓' ? '小' : '晓'}` : '';
  return [
    `群成员(${nicknames.length + 1})`,
    '群主',
    a,
    `${b?.slice(0, 2)} · ${b?.slice(2)}`,
    `小${c?.slice(2)}`,
    likely,
    ...others.slice(0, -1),
    known ? `新华${known.name}` : '',
    '顺风快递-老周',
  ].join('\n');
}

async function openLine(nickname: string) {
  const [line] = await db()
    .select({ id: rosterEntries.id, version: rosterEntries.version, checkId: rosterEntries.checkId })
    .from(rosterEntries)
    .where(eq(rosterEntries.nickname, nickname))
    .orderBy(desc(rosterEntries.id))
    .limit(1);
  if (!line) throw new Error(`no line ${nickname}`);
  return line;
}

/** Two checks of one group's real list, the later with work left to do. */
function checks(hands: Hands, street: Founded, ago: (hours: number) => Date): Step[] {
  const groupId = street.groups.get(compared) as string;
  const take = (at: Date, list: (nicknames: readonly string[]) => string): Step => ({
    at,
    run: async () => {
      const text = list(await registered(groupId));
      await hands.act(administrator, at, (actor) =>
        checkPasted(actor, { submissionId: newId(), groupId, text }),
      );
    },
  });
  const settle = (at: Date, nickname: string, step: SettleRoster['step'], reason?: string): Step => ({
    at,
    run: async () => {
      const { checkId, ...row } = await openLine(nickname);
      await hands.act(administrator, at, (actor) =>
        settleRoster(actor, { submissionId: newId(), checkId, rows: [row], step, reason }),
      );
    },
  });
  const known = street.residents.filter(({ unitName }) => unitName === '新华社区').at(5);
  return [
    take(ago(120), firstList),
    settle(ago(119), '幸福物业小赵', 'ignore', '物业联系人，社区书记已同意'),
    take(ago(5), (nicknames) => secondList(nicknames, known)),
    settle(ago(4.5), '顺风快递-老周', 'remove'),
  ];
}

/** A group that was there before the register, with its list. */
interface Older {
  name: string;
  unit: string;
  short: string;
  /** Its administrator, and his account. */
  head: string;
  username: string;
  started: number;
  vouched: number;
  decided?: number;
}

const older: readonly Older[] = [
  {
    name: '东风社区工作群',
    unit: '东风社区',
    short: '东风',
    head: '苏丽',
    username: 'head.dongfeng',
    started: 22,
    vouched: 21,
    decided: 18,
  },
  {
    name: '长青社区工作群',
    unit: '长青社区',
    short: '长青',
    head: '徐慧',
    username: 'head.changqing',
    started: 6,
    vouched: 3.5,
  },
];

/** Most lines are nicknames; one brings somebody nobody has on file, one says too little. */
function olderList(street: Founded, { unit, short }: Older): string {
  const names = street.residents.filter(({ unitName }) => unitName === unit).map(({ name }) => name);
  return [
    ...names.slice(0, 9).map((name) => `${short}${name}`),
    `${names[9]} ${unit} 网格员`,
    `${short}-${names[10]}`,
    `潘新来 138000${short === '东风' ? '56701' : '56702'} ${unit} 社工`,
    '开心每一天',
  ].join('\n');
}

async function baselineNow(groupId: string) {
  const [row] = await db()
    .select({ id: baselines.id, version: baselines.version })
    .from(baselines)
    .where(eq(baselines.groupId, groupId));
  if (!row) throw new Error('the group has no baseline');
  return row;
}

/** The register of a group that was there before begins; the second waits for the Office. */
function begin(hands: Hands, street: Founded, ago: (hours: number) => Date, group: Older): Step[] {
  let groupId = '';
  const founded = ago(group.started + 1);
  const [started, vouched] = [ago(group.started), ago(group.vouched)];
  const decided = group.decided === undefined ? undefined : ago(group.decided);
  const personId = street.residents.find(({ name }) => name === group.head)?.id as string;
  const create = async () => {
    const made = await hands.act('office2', founded, (actor) =>
      createGroup(actor, {
        ...{ submissionId: newId(), name: group.name, platform: 'wechat' },
        ownerUnitId: street.units.get(group.unit) as string,
        purpose: `${group.unit}日常工作`,
        administrators: [{ personId }],
      }),
    );
    groupId = made.id;
  };
  const start = () =>
    hands.act(group.username, started, (actor) =>
      startBaseline(actor, { submissionId: newId(), groupId, text: olderList(street, group) }),
    );
  const vouch = async () => {
    const seen = await baselineNow(groupId);
    await hands.act(group.username, vouched, (actor) => vouchBaseline(actor, seen));
  };
  const decide = async (at: Date) => {
    const seen = await baselineNow(groupId);
    await hands.act('office3', at, (actor) => decideBaseline(actor, seen));
  };
  return [
    { at: founded, run: create },
    { at: started, run: start },
    { at: vouched, run: vouch },
    ...(decided ? [{ at: decided, run: () => decide(decided) }] : []),
  ];
}

/** Checks of a group's real list, and registers of groups that were there before. */
export function rosters(hands: Hands, street: Founded, calendar: WorkCalendar, present: Date): Step[] {
  const ago = (hours: number) => workingHoursBefore(calendar, present, hours);
  return [...checks(hands, street, ago), ...older.flatMap((group) => begin(hands, street, ago, group))];
}
