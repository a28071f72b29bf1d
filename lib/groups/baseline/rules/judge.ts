import type { BaselineResult } from '@/db/schema/roster';
import { isMobile } from '@/lib/identity/people/rules';
import type { BaselineLine } from './read';

export interface BaselineUnit {
  id: string;
  name: string;
  shortName: string;
}

export interface BaselinePerson {
  id: string;
  name: string;
  unitId: string;
  postedUnitIds: readonly string[];
  phoneHash: string | null;
  departed: boolean;
}

export interface BaselineFacts {
  /** In use. */
  units: readonly BaselineUnit[];
  people: readonly BaselinePerson[];
  hashesOf: ReadonlyMap<string, readonly string[]>;
  /** People who are in the group already. */
  members: ReadonlySet<string>;
}

/** A line with what was chosen for it. */
export interface BaselineEntry extends BaselineLine {
  unitId: string | null;
  leftOut: boolean;
}

export interface BaselineVerdict {
  result: BaselineResult;
  problem: string | null;
  personId: string | null;
  unitId: string | null;
}

const longestName = 20;

class Judge {
  readonly #facts: BaselineFacts;
  readonly #units = new Map<string, BaselineUnit>();
  readonly #byId: ReadonlyMap<string, BaselineUnit>;
  readonly #byName = new Map<string, BaselinePerson[]>();
  readonly #byHash = new Map<string, BaselinePerson>();
  /** Who was named, at which place: a second line about him is one too many. */
  readonly #taken = new Map<string, number>();

  constructor(facts: BaselineFacts) {
    this.#facts = facts;
    for (const unit of facts.units) {
      this.#units.set(unit.name, unit);
      this.#units.set(unit.shortName, unit);
    }
    this.#byId = new Map(facts.units.map((unit) => [unit.id, unit]));
    for (const person of facts.people) {
      if (person.departed) continue;
      this.#byName.set(person.name, [...(this.#byName.get(person.name) ?? []), person]);
      if (person.phoneHash) this.#byHash.set(person.phoneHash, person);
    }
  }

  verdict(entry: BaselineEntry, place: number): BaselineVerdict {
    const unit = this.#byId.get(entry.unitId ?? '') ?? this.#units.get(entry.unit);
    const unitId = unit?.id ?? null;
    const unclear = (problem: string): BaselineVerdict => ({
      result: 'unclear',
      problem,
      personId: null,
      unitId,
    });
    if (entry.leftOut) return { result: 'left_out', problem: null, personId: null, unitId };
    if (!entry.name) return unclear('看不出姓名，请核对名单后重新粘贴，或不纳入');
    if ([...entry.name].length > longestName) return unclear('姓名过长，请核对');
    if (entry.phone && !isMobile(entry.phone)) return unclear('手机号应为 11 位，请核对');
    if (!unit && entry.unit) return unclear(`没有「${entry.unit}」这个单位，请选择`);
    const found = this.#find(entry, unit);
    if (typeof found === 'string') return unclear(found);
    const home = unit ?? (found ? this.#byId.get(found.unitId) : undefined);
    if (!home) return unclear('看不出单位，请选择');
    return this.#once(entry, found, home, place) ?? this.#settled(found, home);
  }

  /** The person on file a line names; a sentence where that is not certain. */
  #find({ name, phone }: BaselineEntry, unit: BaselineUnit | undefined): BaselinePerson | string | undefined {
    const owner = (this.#facts.hashesOf.get(phone) ?? [])
      .map((hash) => this.#byHash.get(hash))
      .find((person) => person !== undefined);
    if (owner) return owner.name === name ? owner : '该手机号已登记给他人，请核对姓名和手机号';
    const namesakes = this.#byName.get(name) ?? [];
    const ofUnit = unit
      ? namesakes.filter(({ unitId, postedUnitIds }) => unitId === unit.id || postedUnitIds.includes(unit.id))
      : namesakes;
    if (ofUnit.length > 1) return '有重名，请在名单中补上手机号';
    const [only] = ofUnit;
    if (only && phone && only.phoneHash) return '与登记的手机号不同，请核对是否同一人';
    return only;
  }

  #once(
    { name, phone }: BaselineEntry,
    found: BaselinePerson | undefined,
    unit: BaselineUnit,
    place: number,
  ): BaselineVerdict | undefined {
    const marks = found ? [found.id] : [`${unit.id} ${name}`, ...(phone ? [phone] : [])];
    const earlier = marks.map((mark) => this.#taken.get(mark)).find((one) => one !== undefined);
    if (earlier !== undefined)
      return { result: 'unclear', problem: `与第 ${earlier} 行重复`, personId: null, unitId: unit.id };
    for (const mark of marks) this.#taken.set(mark, place);
    return undefined;
  }

  #settled(found: BaselinePerson | undefined, { id: unitId }: BaselineUnit): BaselineVerdict {
    if (!found) return { result: 'new', problem: null, personId: null, unitId };
    const belongs = found.unitId === unitId || found.postedUnitIds.includes(unitId);
    const result = this.#facts.members.has(found.id) ? 'member' : 'known';
    return { result, problem: null, personId: found.id, unitId: belongs ? unitId : found.unitId };
  }
}

/** What confirming would do with each line. A person is certain by his phone, or by his name where nobody else in post has it. */
export function judgeBaseline(entries: readonly BaselineEntry[], facts: BaselineFacts): BaselineVerdict[] {
  const judge = new Judge(facts);
  return entries.map((entry, i) => judge.verdict(entry, i + 1));
}
