import type { ImportChange, ImportProblem } from '@/db/schema/imports';
import type { UnitKind } from '@/db/schema/units';
import { unitKindNames } from '@/lib/identity/units/rules';
import type { UnitLine } from './lines';
import { comparable } from './nearest';
import { type Verdict, verdictOf } from './verdict';

export interface UnitOnFile {
  id: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  sort: number;
}

export interface UnitPlan {
  name: string;
  shortName: string;
  kind: UnitKind;
  sort: number;
  before: UnitOnFile | null;
}

/** Where a new unit stands that has no place of its own: what the form proposes. */
const usualPlace = 100;
const officeOnce = '街道办公室只能有一个，也不能没有';

/** Judges the rows of a sheet of units against those in use, and against each other. */
export function judgeUnits(lines: readonly UnitLine[], onFile: readonly UnitOnFile[]): Verdict<UnitPlan>[] {
  const judge = new UnitJudge(onFile);
  return lines.map((line) => judge.verdict(line));
}

class UnitJudge {
  private readonly byName: ReadonlyMap<string, UnitOnFile>;
  private readonly byShortName: ReadonlyMap<string, UnitOnFile>;
  private readonly hasOffice: boolean;
  /** Names and short names of earlier rows: which → row. */
  private readonly seen = new Map<string, number>();

  constructor(onFile: readonly UnitOnFile[]) {
    this.byName = new Map(onFile.map((unit) => [comparable(unit.name), unit]));
    this.byShortName = new Map(onFile.map((unit) => [comparable(unit.shortName), unit]));
    this.hasOffice = onFile.some(({ kind }) => kind === 'office');
  }

  verdict(line: UnitLine): Verdict<UnitPlan> {
    const problems = [...line.problems];
    const before = line.name === null ? null : (this.byName.get(comparable(line.name)) ?? null);
    this.once('单位名称', line.name, line.row, problems);
    this.once('简称', line.shortName, line.row, problems);
    const owner = line.shortName === null ? undefined : this.byShortName.get(comparable(line.shortName));
    if (owner && owner.id !== before?.id)
      problems.push({ column: '简称', message: `已被${owner.name}使用，简称不能重复` });
    if (line.kind !== null && !this.officeStays(line.kind, before))
      problems.push({ column: '类别', message: officeOnce });
    const plan = planOf(line, before);
    const changes = plan && before ? changesOf(plan, before) : [];
    return verdictOf(line.row, { problems, entityId: before?.id ?? null, changes, plan });
  }

  private once(column: string, value: string | null, row: number, problems: ImportProblem[]): void {
    if (value === null) return;
    const key = `${column} ${comparable(value)}`;
    const earlier = this.seen.get(key);
    if (earlier === undefined) this.seen.set(key, row);
    else problems.push({ column, message: `与第 ${earlier} 行${column}相同` });
  }

  /** A street without an Office may get one; after that it stays, and stays the only one. */
  private officeStays(kind: UnitKind, before: UnitOnFile | null): boolean {
    if (before) return (kind === 'office') === (before.kind === 'office');
    return kind !== 'office' || !this.hasOffice;
  }
}

function planOf({ name, shortName, kind, sort }: UnitLine, before: UnitOnFile | null): UnitPlan | null {
  if (name === null || shortName === null || kind === null) return null;
  return { name: before?.name ?? name, shortName, kind, sort: sort ?? before?.sort ?? usualPlace, before };
}

function changesOf(plan: UnitPlan, before: UnitOnFile): ImportChange[] {
  const all: ImportChange[] = [
    { column: '简称', before: before.shortName, after: plan.shortName },
    { column: '类别', before: unitKindNames[before.kind], after: unitKindNames[plan.kind] },
    { column: '次序', before: String(before.sort), after: String(plan.sort) },
  ];
  return all.filter((change) => change.before !== change.after);
}
