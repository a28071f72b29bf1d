import type { ImportProblem } from '@/db/schema/imports';
import type { UnitKind } from '@/db/schema/units';
import { createPersonInput } from '@/lib/identity/people/input';
import { createUnitInput } from '@/lib/identity/units/input';
import { unitKindNames } from '@/lib/identity/units/rules';
import type { SheetRow } from '@/lib/sheets/read';
import type { PeopleColumn, UnitColumn } from './columns';

/** What a row says: texts by column, and which cells cannot be used. */
export interface RowContent {
  texts: Record<string, string>;
  faults: Record<string, string>;
}

/** Takes the cells of a row over as texts. A date is where a program has mistaken something else for one. */
export function contentOf({ cells }: SheetRow<string>): RowContent {
  const content: RowContent = { texts: {}, faults: {} };
  for (const [key, cell] of Object.entries(cells)) {
    if (!cell) continue;
    content.texts[key] = cell.text;
    if (cell.is === 'fault') content.faults[key] = cell.message;
    if (cell.is === 'date') content.faults[key] = `单元格是日期（${cell.text}），请改为文字`;
  }
  return content;
}

interface Line {
  /** In the sheet. */
  row: number;
  problems: ImportProblem[];
}

/** A row of people; null where nothing was filled in or the problems say what is wrong. */
export interface PersonLine extends Line {
  name: string | null;
  unit: string | null;
  duty: string | null;
  phone: string | null;
  affiliated: boolean | null;
  postings: string[];
}

export interface UnitLine extends Line {
  name: string | null;
  shortName: string | null;
  kind: UnitKind | null;
  sort: number | null;
}

interface Field<Output> {
  safeParse(
    value: unknown,
  ): { success: true; data: Output } | { success: false; error: { issues: { message: string }[] } };
}

/** Reads the cells of one row, collecting what is wrong with them under the columns' titles. */
class RowReader<Key extends string> {
  readonly problems: ImportProblem[] = [];
  private readonly content: RowContent;
  private readonly titles: Readonly<Record<Key, string>>;

  constructor(content: RowContent, titles: Readonly<Record<Key, string>>) {
    this.content = content;
    this.titles = titles;
  }

  wrong(key: Key, message: string): null {
    this.problems.push({ column: this.titles[key], message });
    return null;
  }

  /** The text of a cell; null when it is empty or cannot be used. */
  text(key: Key): string | null {
    const { texts, faults } = this.content;
    if (Object.hasOwn(faults, key)) return this.wrong(key, faults[key] ?? '');
    return (Object.hasOwn(texts, key) && texts[key]) || null;
  }

  /** A cell as the form's own field takes it. */
  field<Output>(key: Key, schema: Field<Output>, missing?: string): Output | null {
    const before = this.problems.length;
    const text = this.text(key);
    if (text === null) return missing && before === this.problems.length ? this.wrong(key, missing) : null;
    const parsed = schema.safeParse(text);
    return parsed.success ? parsed.data : this.wrong(key, parsed.error.issues[0]?.message ?? '填写有误');
  }
}

const peopleTitles: Readonly<Record<PeopleColumn, string>> = {
  name: '姓名',
  unit: '单位',
  duty: '职务',
  phone: '手机号',
  affiliated: '外部人员',
  postings: '兼职单位',
};
const unitTitles: Readonly<Record<UnitColumn, string>> = {
  name: '单位名称',
  shortName: '简称',
  kind: '类别',
  sort: '次序',
};

const yes = /^(是|有|√|✓|y|yes|true|1|外部人员?)$/i;
const no = /^(否|无|×|n|no|false|0|工作人员|内部人员?)$/i;

function yesOrNo(reader: RowReader<PeopleColumn>, key: PeopleColumn): boolean | null {
  const text = reader.text(key);
  if (text === null) return null;
  if (yes.test(text)) return true;
  return no.test(text) ? false : reader.wrong(key, '请填“是”或“否”');
}

const { name, duty, phone } = createPersonInput.shape;
const masked = /\d{3}\*+\d{4}/;

/** Reads a row of people. */
export function personLine(row: number, content: RowContent): PersonLine {
  const reader = new RowReader(content, peopleTitles);
  const stars = masked.test(content.texts.phone ?? '');
  const line = {
    name: reader.field('name', name, '请填写姓名'),
    unit: reader.text('unit'),
    duty: reader.field('duty', duty),
    phone: stars
      ? reader.wrong('phone', '手机号中间几位被隐去，请填写完整号码')
      : reader.field('phone', phone),
    affiliated: yesOrNo(reader, 'affiliated'),
    postings: (reader.text('postings') ?? '').split(/[、，,；;/\s]+/).filter(Boolean),
  };
  if (!(line.unit || Object.hasOwn(content.faults, 'unit'))) reader.wrong('unit', '请填写单位');
  return { row, ...line, problems: reader.problems };
}

const unitFields = createUnitInput.shape;
const kinds = Object.entries(unitKindNames) as [UnitKind, string][];
const kindWords: Readonly<Record<string, UnitKind>> = {
  办公室: 'office',
  领导: 'leadership',
  村: 'community',
};

function unitKind(reader: RowReader<UnitColumn>): UnitKind | null {
  const text = reader.text('kind');
  const words = kinds.map(([, label]) => label).join('、');
  if (text === null)
    return reader.problems.some(({ column }) => column === unitTitles.kind)
      ? null
      : reader.wrong('kind', `请填写类别：${words}`);
  const found = kinds.find(([, label]) => label === text)?.[0];
  const known = found ?? (Object.hasOwn(kindWords, text) ? kindWords[text] : undefined);
  return known ?? reader.wrong('kind', `请填写${words}之一`);
}

/** Reads a row of units. */
export function unitLine(row: number, content: RowContent): UnitLine {
  const reader = new RowReader(content, unitTitles);
  const text = reader.text('sort');
  const sort = text === null ? null : unitFields.sort.safeParse(Number(text));
  const line = {
    name: reader.field('name', unitFields.name, '请填写单位名称'),
    shortName: reader.field('shortName', unitFields.shortName, '请填写简称'),
    kind: unitKind(reader),
    sort: sort?.success ? sort.data : null,
  };
  if (sort && !sort.success) reader.wrong('sort', '请填写 0 至 9999 的整数');
  return { row, ...line, problems: reader.problems };
}
