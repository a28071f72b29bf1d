import { comparable, nearestNames } from '@/lib/identity/imports/rules/nearest';
import { createPersonInput } from '@/lib/identity/people/input';
import { isMobile, normalName, normalPhone } from '@/lib/identity/people/rules';
import type { JoinRow, KnownPerson, RowField, RowProblem } from './rows';

export interface JudgedUnit {
  id: string;
  name: string;
  shortName: string;
}

export interface JudgedPerson extends KnownPerson {
  unitId: string;
  /** Of postings in force. */
  postedUnitIds: readonly string[];
  phoneHash: string | null;
  departed: boolean;
}

/** What is looked for on file. */
export interface Asked {
  ids: readonly string[];
  names: readonly string[];
  phones: readonly string[];
}

export interface PeopleFacts {
  /** In use. */
  units: readonly JudgedUnit[];
  archivedUnits: readonly string[];
  /** Every hash under which a phone may be kept. */
  hashesOf: ReadonlyMap<string, readonly string[]>;
  people: readonly JudgedPerson[];
  /** The units for which the actor may ask. */
  scope: { all: boolean; unitIds: readonly string[] };
}

/** Somebody to be added to the register with the form. */
export interface NewPerson {
  name: string;
  phone: string;
  duty: string;
  affiliated: boolean;
}

/** Whom a row is about, before any group is asked. */
export interface Judged {
  state: 'known' | 'new' | 'unsure' | 'wrong';
  problems: RowProblem[];
  person: JudgedPerson | null;
  added: NewPerson | null;
  unit: JudgedUnit | null;
  candidates: JudgedPerson[];
  mayBeNew: boolean;
  /** Said to be somebody on file, with another phone than his. */
  otherPhone: boolean;
  marks: string[];
}

/** What of the rows must be looked up before they can be judged. */
export function askedOf(rows: readonly JoinRow[]): Asked {
  const typed = rows.filter(({ personId }) => !personId);
  return {
    ids: rows.map(({ personId }) => personId),
    names: typed.map(({ name }) => normalName(name)),
    phones: rows.map(({ phone }) => normalPhone(phone)),
  };
}

const { name: nameField, duty: dutyField, phone: phoneField } = createPersonInput.shape;
const masked = /\d{3}\*+\d{4}/;

function wrong(problems: RowProblem[], candidates: JudgedPerson[] = []): Judged {
  const nobody = { person: null, added: null, unit: null, mayBeNew: false, otherPhone: false, marks: [] };
  return { ...nobody, state: 'wrong', problems, candidates };
}

const wrongAt = (field: RowField, message: string, candidates: JudgedPerson[] = []): Judged =>
  wrong([{ field, message }], candidates);

const unsure = (message: string, candidates: JudgedPerson[], mayBeNew: boolean): Judged => ({
  ...wrongAt('person', message, candidates),
  state: 'unsure',
  mayBeNew,
});

/** Judges rows one by one against what is on file; what they have to do with each other is `withRepeats`. */
export class RowJudge {
  private readonly facts: PeopleFacts;
  private readonly unitByName = new Map<string, JudgedUnit>();
  private readonly unitById: ReadonlyMap<string, JudgedUnit>;
  private readonly byId: ReadonlyMap<string, JudgedPerson>;
  private readonly byHash = new Map<string, JudgedPerson[]>();
  private readonly byName = new Map<string, JudgedPerson[]>();

  constructor(facts: PeopleFacts) {
    this.facts = facts;
    for (const unit of facts.units) this.unitByName.set(comparable(unit.shortName), unit);
    for (const unit of facts.units) this.unitByName.set(comparable(unit.name), unit);
    this.unitById = new Map(facts.units.map((unit) => [unit.id, unit]));
    this.byId = new Map(facts.people.map((person) => [person.id, person]));
    for (const person of facts.people) {
      if (person.phoneHash) put(this.byHash, person.phoneHash, person);
      if (!person.departed) put(this.byName, person.name, person);
    }
  }

  judge(row: JoinRow): Judged {
    if (row.personId) return this.picked(row.personId, row);
    if (row.fault) return wrongAt('person', row.fault);
    const { typed, problems } = this.read(row);
    return problems.length ? wrong(problems) : this.identified(row, typed);
  }

  private mayAskFor(unitId: string): boolean {
    return this.facts.scope.all || this.facts.scope.unitIds.includes(unitId);
  }

  private visible({ unitId, postedUnitIds }: JudgedPerson): boolean {
    return [unitId, ...postedUnitIds].some((id) => this.mayAskFor(id));
  }

  private picked(id: string, row: JoinRow): Judged {
    const person = this.byId.get(id);
    if (!person || person.departed || !this.visible(person))
      return wrongAt('person', '没有找到此人，可能已离任，或不在您可以申请的单位');
    const problems: RowProblem[] = [];
    const unit = this.unit(row.unit, problems);
    if (problems.length) return wrong(problems);
    return { ...this.known(person, unit), otherPhone: this.otherPhone(row.phone, person) };
  }

  private otherPhone(written: string, { phoneHash }: JudgedPerson): boolean {
    const phone = normalPhone(written);
    return isMobile(phone) && !(phoneHash && this.facts.hashesOf.get(phone)?.includes(phoneHash));
  }

  /** The fields of a row that was typed, each as a new person's would be taken. */
  private read(row: JoinRow) {
    const problems: RowProblem[] = [];
    const take = (field: 'name' | 'phone' | 'duty', schema: typeof nameField | typeof dutyField): string => {
      const parsed = schema.safeParse(row[field]);
      if (parsed.success) return parsed.data;
      problems.push({ field, message: parsed.error.issues[0]?.message ?? '填写有误' });
      return '';
    };
    const name = take('name', nameField);
    if (masked.test(row.phone))
      problems.push({ field: 'phone', message: '手机号中间几位被隐去，请填写完整号码' });
    const phone = masked.test(row.phone) ? '' : take('phone', phoneField);
    const duty = take('duty', dutyField);
    const unit = this.unit(row.unit, problems);
    const { affiliated } = row;
    return { typed: { name, phone, duty, affiliated, unit }, problems };
  }

  /** The unit that was written; null where none was, or when the problems say why it cannot be taken. */
  private unit(written: string, problems: RowProblem[]): JudgedUnit | null {
    if (!written) return null;
    const unit = this.unitByName.get(comparable(written));
    if (unit && this.mayAskFor(unit.id)) return unit;
    problems.push(unit ? { field: 'unit', message: '只能为本单位人员提交申请' } : this.noSuchUnit(written));
    return null;
  }

  private noSuchUnit(written: string): RowProblem {
    const same = (name: string) => comparable(name) === comparable(written);
    if (this.facts.archivedUnits.some(same))
      return { field: 'unit', message: `「${written}」已停用，请改为在用的单位` };
    const near = nearestNames(written, this.facts.units);
    const advice = near.length
      ? `是否为${near.map((name) => `「${name}」`).join('、')}`
      : '请改为已登记的名称';
    // Only those are offered that he may ask for: another would be refused the moment it is taken.
    const units = near.filter((name) => this.mayAskFor(this.unitByName.get(comparable(name))?.id ?? ''));
    return { field: 'unit', message: `没有「${written}」这个单位，${advice}`, units };
  }

  private identified(row: JoinRow, typed: NewPerson & { unit: JudgedUnit | null }): Judged {
    const home = typed.unit ?? this.onlyUnit();
    const byPhone = typed.phone ? this.byPhone(row, typed) : null;
    if (byPhone) return byPhone;
    const namesakes = this.namesakes(typed.name, home);
    if (!typed.phone) return this.withoutPhone(typed, home, namesakes);
    if (namesakes.length && !row.distinct)
      return unsure(`${home ? '本单位' : ''}已登记有同名人员，请选择是不是同一人`, namesakes, true);
    return this.added(typed, home);
  }

  /** The unit of somebody who may ask for one only. */
  private onlyUnit(): JudgedUnit | null {
    const { all, unitIds } = this.facts.scope;
    return (!all && unitIds.length === 1 && this.unitById.get(unitIds[0] ?? '')) || null;
  }

  /** What the owner of the phone says of the row; null when it is nobody's. */
  private byPhone(
    row: JoinRow,
    { name, phone, unit }: NewPerson & { unit: JudgedUnit | null },
  ): Judged | null {
    const owners = (this.facts.hashesOf.get(phone) ?? []).flatMap((hash) => this.byHash.get(hash) ?? []);
    const owner = owners.find(({ departed }) => !departed) ?? owners[0];
    if (!owner) return null;
    const seen = this.visible(owner);
    if (owner.departed) {
      const same = seen && owner.name === name && !row.distinct;
      return same
        ? unsure(`与已离任的${owner.unitName}${name}手机号相同，确为新到人员请点“确为新人员”`, [], true)
        : null;
    }
    if (owner.name === name)
      return seen ? this.known(owner, unit) : wrongAt('person', '此人登记在其他单位，请由其所在单位申请');
    return seen
      ? wrongAt('phone', `该手机号已登记给${owner.unitName}${owner.name}，请核对`, [owner])
      : wrongAt('phone', '该手机号已登记给其他单位的人员，请核对');
  }

  private namesakes(name: string, home: JudgedUnit | null): JudgedPerson[] {
    const all = (this.byName.get(name) ?? []).filter((person) => this.visible(person));
    return home
      ? all.filter(({ unitId, postedUnitIds }) => unitId === home.id || postedUnitIds.includes(home.id))
      : all;
  }

  private withoutPhone(
    typed: NewPerson & { unit: JudgedUnit | null },
    home: JudgedUnit | null,
    namesakes: readonly JudgedPerson[],
  ): Judged {
    const [one, ...more] = namesakes;
    if (one && more.length)
      return unsure(
        `登记有 ${namesakes.length} 名${typed.name}，请选择是哪一位`,
        [...namesakes],
        typed.affiliated,
      );
    if (one) return this.known(one, typed.unit);
    if (typed.affiliated) return this.added(typed, home);
    return wrongAt('phone', '尚未登记的人员请填写手机号；只有外部人员可以不填');
  }

  private known(person: JudgedPerson, given: JudgedUnit | null): Judged {
    const places = [person.unitId, ...person.postedUnitIds];
    if (given && !places.includes(given.id))
      return wrongAt('unit', `${person.name}登记在${person.unitName}，不在${given.name}任职`);
    const own = places.filter((id) => this.mayAskFor(id)).map((id) => this.unitById.get(id));
    const unit = given ?? own.find((one) => one !== undefined);
    if (!unit) return wrongAt('unit', `${person.unitName}已停用，请先调整此人的单位`);
    const none = { problems: [], added: null, candidates: [], mayBeNew: false, otherPhone: false };
    return { ...none, state: 'known', person, unit, marks: [`person ${person.id}`] };
  }

  private added(
    { unit: _, ...person }: NewPerson & { unit: JudgedUnit | null },
    home: JudgedUnit | null,
  ): Judged {
    if (!home) return wrongAt('unit', '新增人员请填写单位');
    const marks = [person.phone ? `phone ${person.phone}` : `name ${person.name} ${home.id}`];
    const none = { problems: [], person: null, candidates: [], mayBeNew: false, otherPhone: false };
    return { ...none, state: 'new', added: person, unit: home, marks };
  }
}

function put<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
