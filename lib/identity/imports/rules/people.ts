import type { ImportChange, ImportProblem } from '@/db/schema/imports';
import { maskPhone } from '@/lib/identity/people/rules';
import type { PersonLine } from './lines';
import { comparable, nearestNames } from './nearest';
import { type Verdict, verdictOf } from './verdict';

export interface KnownUnit {
  id: string;
  name: string;
  shortName: string;
}

export interface KnownPerson {
  id: string;
  name: string;
  unitId: string;
  unitName: string;
  duty: string;
  affiliated: boolean;
  phoneHash: string | null;
  phoneMasked: string | null;
  departed: boolean;
}

/** What is on file about whoever a sheet may speak of. */
export interface PeopleFacts {
  /** In use. */
  units: readonly KnownUnit[];
  archivedUnits: readonly string[];
  /** Every hash under which a phone of the sheet may be kept. */
  hashesOf: ReadonlyMap<string, readonly string[]>;
  people: readonly KnownPerson[];
  /** Whom this import has written already: they are no namesakes to its further rows. */
  settled: ReadonlySet<string>;
  /** `person unit`: heads, whose home cannot change. */
  heads: ReadonlySet<string>;
  /** Units somebody is posted to, now or later. */
  postings: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What to write about a person: how he will be on file. */
export interface PersonPlan {
  name: string;
  unit: KnownUnit;
  duty: string;
  affiliated: boolean;
  /** To be set; null leaves what is on file. */
  phone: string | null;
  /** To be posted to, from today. */
  postings: KnownUnit[];
  before: KnownPerson | null;
}

const phoneTitle = '手机号';

function listOf<Key, Value>(values: readonly Value[], key: (value: Value) => Key): Map<Key, Value[]> {
  const lists = new Map<Key, Value[]>();
  for (const value of values) {
    const list = lists.get(key(value));
    if (list) list.push(value);
    else lists.set(key(value), [value]);
  }
  return lists;
}

/** Who on file somebody is, that he is nobody on file, or why that cannot be told. */
type Found = KnownPerson | string | null;

function byNameAlone({ name, affiliated }: PersonLine, unit: KnownUnit, namesakes: KnownPerson[]): Found {
  if (namesakes.length > 1) return `${unit.name}有 ${namesakes.length} 名${name}，请填写手机号以便区分`;
  return namesakes[0] ?? (affiliated ? null : '请填写手机号；只有外部人员可以留空');
}

/** A phone that nobody has yet goes to the namesake without one; beside a namesake with another it is not clear whose it is. */
function byNameWithPhone(unit: KnownUnit, namesakes: readonly KnownPerson[]): Found {
  const [bare, ...more] = namesakes.filter(({ phoneHash }) => !phoneHash);
  if (bare) return more.length ? `${unit.name}有多名${bare.name}没有手机号，请在人员页面分别补登` : bare;
  const other = namesakes[0];
  if (!other) return null;
  return `${unit.name}已有${other.name}（${other.phoneMasked}）；换号请在其页面修改，确为另一人请单独新增`;
}

/** Judges the rows of a sheet against what is on file, and against each other. */
export function judgePeople(lines: readonly PersonLine[], facts: PeopleFacts): Verdict<PersonPlan>[] {
  const judge = new PeopleJudge(facts);
  return lines.map((line) => judge.verdict(line));
}

class PeopleJudge {
  private readonly facts: PeopleFacts;
  private readonly units = new Map<string, KnownUnit>();
  private readonly byHash: Map<string | null, KnownPerson[]>;
  private readonly byName: Map<string, KnownPerson[]>;
  /** Whom and which phones earlier rows were about: key → row. */
  private readonly seen = new Map<string, number>();

  constructor(facts: PeopleFacts) {
    this.facts = facts;
    for (const unit of facts.units) this.units.set(comparable(unit.shortName), unit);
    for (const unit of facts.units) this.units.set(comparable(unit.name), unit);
    this.byHash = listOf(facts.people, ({ phoneHash }) => phoneHash);
    this.byName = listOf(
      facts.people.filter(({ departed, id }) => !(departed || facts.settled.has(id))),
      ({ name, unitId }) => `${name} ${unitId}`,
    );
  }

  verdict(line: PersonLine): Verdict<PersonPlan> {
    const problems = [...line.problems];
    const unit = line.unit ? this.unit('单位', line.unit, problems) : null;
    const postings = line.postings.flatMap((name) => this.unit('兼职单位', name, problems) ?? []);
    const before = line.name && unit ? this.person(line, unit, problems) : null;
    this.doubles(line, before, unit, problems);
    if (before && unit) this.conflicts(line, before, unit, problems);
    if (unit && postings.some(({ id }) => id === unit.id))
      problems.push({ column: '兼职单位', message: '兼职单位不能是所在单位' });
    const plan = line.name && unit ? this.plan(line, line.name, unit, postings, before) : null;
    const changes = plan && before ? changesOf(plan, before) : [];
    return verdictOf(line.row, { problems, entityId: before?.id ?? null, changes, plan });
  }

  private unit(column: string, written: string, problems: ImportProblem[]): KnownUnit | null {
    const unit = this.units.get(comparable(written));
    if (unit) return unit;
    const archived = this.facts.archivedUnits.some((name) => comparable(name) === comparable(written));
    const near = nearestNames(written, this.facts.units).map((name) => `「${name}」`);
    const advice = near.length ? `，是否为${near.join('、')}` : '，请先登记单位，或改为已登记的名称';
    const name = written.slice(0, 30);
    problems.push({
      column,
      message: archived ? `「${name}」已停用，请改为在用的单位` : `没有「${name}」这个单位${advice}`,
    });
    return null;
  }

  /** Who on file the row is about; null for somebody new, or when the problems say why that cannot be told. */
  private person(line: PersonLine, unit: KnownUnit, problems: ImportProblem[]): KnownPerson | null {
    const namesakes = this.byName.get(`${line.name} ${unit.id}`) ?? [];
    if (!line.phone && problems.some(({ column }) => column === phoneTitle)) return null;
    const found = line.phone
      ? (this.owner(line.phone, line.name) ?? byNameWithPhone(unit, namesakes))
      : byNameAlone(line, unit, namesakes);
    if (typeof found !== 'string') return found;
    problems.push({ column: phoneTitle, message: found });
    return null;
  }

  /** Whose the phone is, or why that is no answer; null when it is nobody's. */
  private owner(phone: string, name: string | null): Found {
    const hashes = this.facts.hashesOf.get(phone) ?? [];
    const owners = hashes.flatMap((hash) => this.byHash.get(hash) ?? []);
    const [owner] = [...owners.filter(({ departed }) => !departed), ...owners];
    if (!owner) return null;
    if (owner.departed)
      return `与已离任的${owner.unitName}${owner.name}手机号相同；确认后请在“新增人员”中单独登记`;
    return owner.name === name ? owner : `该手机号已登记给${owner.unitName}${owner.name}`;
  }

  /** A person, or a phone, once in a sheet. */
  private doubles(
    line: PersonLine,
    before: KnownPerson | null,
    unit: KnownUnit | null,
    problems: ImportProblem[],
  ): void {
    const keys = [
      ...(line.phone ? [{ key: `phone ${line.phone}`, column: phoneTitle, what: '手机号相同' }] : []),
      ...(before ? [{ key: `person ${before.id}`, column: '姓名', what: '是同一人' }] : []),
      ...(unit && line.name && !line.phone && !before
        ? [{ key: `name ${line.name} ${unit.id}`, column: '姓名', what: '单位、姓名相同，请补充手机号' }]
        : []),
    ];
    const repeated = keys.find(({ key }) => this.seen.has(key));
    if (repeated)
      problems.push({
        column: repeated.column,
        message: `与第 ${this.seen.get(repeated.key)} 行${repeated.what}`,
      });
    for (const { key } of keys) if (!this.seen.has(key)) this.seen.set(key, line.row);
  }

  private conflicts(line: PersonLine, before: KnownPerson, unit: KnownUnit, problems: ImportProblem[]): void {
    if (line.affiliated !== null && line.affiliated !== before.affiliated)
      problems.push({
        column: '外部人员',
        message: `已登记为${before.affiliated ? '外部人员' : '工作人员'}，不能通过导入更改`,
      });
    if (unit.id !== before.unitId && this.facts.heads.has(`${before.id} ${before.unitId}`))
      problems.push({ column: '单位', message: `仍是${before.unitName}负责人，请先由系统管理员结束该角色` });
  }

  private plan(
    line: PersonLine,
    name: string,
    unit: KnownUnit,
    postings: readonly KnownUnit[],
    before: KnownPerson | null,
  ): PersonPlan {
    const posted = before ? this.facts.postings.get(before.id) : undefined;
    const further = [...new Map(postings.map((one) => [one.id, one])).values()];
    return {
      name,
      unit,
      duty: line.duty ?? before?.duty ?? '',
      affiliated: line.affiliated ?? before?.affiliated ?? false,
      phone: before?.phoneHash ? null : line.phone,
      postings: further.filter(({ id }) => !posted?.has(id)),
      before,
    };
  }
}

function changesOf(plan: PersonPlan, before: KnownPerson): ImportChange[] {
  const posted = plan.postings.map(({ name }) => name).join('、');
  const all: ImportChange[] = [
    { column: '单位', before: before.unitName, after: plan.unit.name },
    { column: '职务', before: before.duty || null, after: plan.duty || null },
    {
      column: phoneTitle,
      before: before.phoneMasked,
      after: plan.phone ? maskPhone(plan.phone) : before.phoneMasked,
    },
    { column: '兼职单位', before: null, after: posted || null },
  ];
  return all.filter((change) => change.before !== change.after);
}
