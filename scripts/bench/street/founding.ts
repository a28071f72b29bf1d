import type postgres from 'postgres';
import { hashPassword } from '@/lib/core/password';
import { spelled } from '@/lib/core/pinyin';
import { nicknameOf } from '@/lib/groups/nickname/rules';
import type { StreetSize } from './size';
import { idOf } from './terms';

/** Everybody of the street with an account signs in with it. */
export const benchPassword = '春眠不觉晓-处处闻啼鸟-2026';

/** Names of the accounts that bench programs use. */
export const accountOf = {
  head: 'head0',
  office: 'office0',
  secondOffice: 'office1',
  member: 'person50',
} as const;

const officeAdmins = 4;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [
  '敏',
  '磊',
  '静',
  '建国',
  '晓燕',
  '志强',
  '海燕',
  '文斌',
  '丽华',
  '俊杰',
  '雨桐',
  '立新',
  '桂芳',
];
const platforms = ['wecom', 'dingtalk', 'feishu', 'wechat'];
const purposes = [
  '工作群',
  '网格群',
  '值班群',
  '专项工作群',
  '通知群',
  '防汛群',
  '平安群',
  '民生群',
  '党建群',
  '应急群',
];

const nameOf = (i: number): string =>
  `${surnames[i % surnames.length]}${given[Math.floor(i / surnames.length) % given.length]}`;

const unitNameOf = (i: number): { name: string; shortName: string; kind: string } => {
  if (i === 0) return { name: '党政办公室', shortName: '党政办', kind: 'office' };
  if (i === 1) return { name: '街道领导', shortName: '街道', kind: 'leadership' };
  if (i < 12) return { name: `第${i}科室`, shortName: `${i}科`, kind: 'department' };
  return { name: `第${i}社区`, shortName: `${i}社区`, kind: 'community' };
};

/** Heads come first, one a unit; then the Office's administrators, who belong to it wherever their turn would put them. */
function homeOf(i: number, units: number): number {
  return i >= units && i < units + officeAdmins ? 0 : i % units;
}

function peopleOf({ people, units }: StreetSize) {
  return Array.from({ length: people }, (_, i) => {
    const name = nameOf(i);
    const unit = homeOf(i, units);
    const { name: unitName, shortName } = unitNameOf(unit);
    return { i, name, ...spelled(name, 'person'), unit, unitName, nickname: nicknameOf(shortName, name, '') };
  });
}

/** Every group belongs to a unit, and two of that unit's people administer it. */
function groupsOf({ groups, units, people }: StreetSize) {
  const deep = Math.floor(people / units) - 2;
  return Array.from({ length: groups }, (_, i) => {
    const unit = i % units;
    const turn = Math.floor(i / units);
    const name = `${unitNameOf(unit).name}${purposes[turn % purposes.length]}${turn < purposes.length ? '' : turn}`;
    const admin = (step: number) => unit + units * (2 + ((2 * turn + step) % deep));
    return {
      i,
      name,
      ...spelled(name),
      unit,
      platform: platforms[i % platforms.length],
      admins: [admin(0), admin(1)],
    };
  });
}

/** Units, people, accounts, roles and groups; leaves the working tables `bench_person` and `bench_group` behind. */
export async function foundStreet(on: postgres.Sql, size: StreetSize, at: Date): Promise<void> {
  const since = new Date(at.getTime() - (size.years + 1) * 365 * 86_400_000);
  const units = Array.from({ length: size.units }, (_, i) => ({ i, ...unitNameOf(i) }));
  await on`insert into street (name, created_at) values ('基准街道', ${since}) on conflict do nothing`;
  await on`
    insert into units (id, name, short_name, kind, sort, created_at)
    select ${on.unsafe(idOf('unit', 'i'))}, name, "shortName", kind, i, ${since}
    from jsonb_to_recordset(${on.json(units)}) as u (i int, name text, "shortName" text, kind text)`;
  await on`
    create temp table bench_person as
    select i, ${on.unsafe(idOf('person', 'i'))} as id, name, pinyin, initials, unit,
      ${on.unsafe(idOf('unit', 'unit'))} as unit_id, "unitName" as unit_name, nickname, i % 2 = 0 or i < 200 as has_account
    from jsonb_to_recordset(${on.json(peopleOf(size))})
      as p (i int, name text, pinyin text, initials text, unit int, "unitName" text, nickname text)`;
  await on`create unique index on bench_person (i)`;
  await on`
    insert into people (id, name, pinyin, initials, unit_id, duty, created_at)
    select id, name, pinyin, initials, unit_id, '科员', ${since} from bench_person`;
  await on`
    create temp table bench_group as
    select i, ${on.unsafe(idOf('group', 'i'))} as id, name, pinyin, initials, platform, ${on.unsafe(idOf('unit', 'unit'))} as unit_id,
      (admins ->> 0)::int as first_admin, (admins ->> 1)::int as second_admin
    from jsonb_to_recordset(${on.json(groupsOf(size))})
      as g (i int, name text, pinyin text, initials text, unit int, platform text, admins jsonb)`;
  await on`create unique index on bench_group (i)`;
  await on`
    insert into groups (id, name, pinyin, initials, platform, owner_unit_id, created_at)
    select id, name, pinyin, initials, platform, unit_id, ${since} from bench_group`;
  await giveRoles(on, size, since);
  await giveCharge(on, size, since);
  await giveAccounts(on, size, since);
}

/** Two leaders, each in charge of half of the units; the first is the one to fall back on. */
async function giveCharge(on: postgres.Sql, { units }: StreetSize, since: Date): Promise<void> {
  await on`
    insert into role_assignments (id, person_id, role, primary_leader, starts_at)
    select ${on.unsafe(idOf('role', "'leader' || i"))}, id, 'leader', i = ${1 + 2 * units}, ${since}
    from bench_person where i in (${1 + 2 * units}, ${1 + 3 * units})`;
  await on`
    insert into leader_units (id, leader_id, unit_id, starts_at)
    select ${on.unsafe(idOf('charge', 'n'))}, leader.id, ${on.unsafe(idOf('unit', 'n'))}, ${since}
    from generate_series(0, ${units - 1}) n
    join bench_person leader on leader.i = 1 + ${units} * (case when n < ${units / 2} then 2 else 3 end)
    where n <> 1`;
}

async function giveRoles(on: postgres.Sql, { units }: StreetSize, since: Date): Promise<void> {
  await on`
    insert into role_assignments (id, person_id, role, unit_id, group_id, starts_at)
    select ${on.unsafe(idOf('role', 'what'))}, person, role, unit, grp, ${since} from (
      select 'head' || i as what, id as person, 'unit_head' as role, unit_id as unit, null::uuid as grp
        from bench_person where i < ${units}
      union all select 'office' || i, id, 'office_admin', null, null
        from bench_person where i >= ${units} and i < ${units + officeAdmins}
      union all select 'first' || g.i, p.id, 'group_admin', null, g.id
        from bench_group g join bench_person p on p.i = g.first_admin
      union all select 'second' || g.i, p.id, 'group_admin', null, g.id
        from bench_group g join bench_person p on p.i = g.second_admin and g.second_admin <> g.first_admin
    ) roles`;
}

async function giveAccounts(on: postgres.Sql, { units }: StreetSize, since: Date): Promise<void> {
  const password = await hashPassword(benchPassword);
  await on`
    insert into accounts (id, person_id, username, password_hash, created_at)
    select ${on.unsafe(idOf('account', 'i'))}, id,
      case when i < ${units} then 'head' || i when i < ${units + officeAdmins} then 'office' || i - ${units} else 'person' || i end,
      ${password}, ${since}
    from bench_person where has_account`;
}
