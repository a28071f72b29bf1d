import type { ImportKind } from '@/db/schema/imports';
import { unitKindNames } from '@/lib/identity/units/rules';
import type { SheetColumn } from '@/lib/sheets/header';

/** A column of an import sheet, as template, preview and error sheet show it. */
export interface ImportColumn<Key extends string = string> extends SheetColumn<Key> {
  /** What belongs there, for the notes of the template. */
  hint: string;
  /** In characters. */
  width: number;
  /** Made-up rows of the template's notes. */
  examples: readonly string[];
  /** What the template lets one choose from: fixed words, or the units on file. */
  choices?: readonly string[] | 'units';
}

export type PeopleColumn = 'name' | 'unit' | 'duty' | 'phone' | 'affiliated' | 'postings';
export type UnitColumn = 'name' | 'shortName' | 'kind' | 'sort';

export const peopleColumns: readonly ImportColumn<PeopleColumn>[] = [
  {
    key: 'name',
    title: '姓名',
    aliases: ['名字', '人员姓名', '成员姓名', '人员'],
    required: true,
    hint: '2 至 20 个字，不含数字和符号',
    width: 14,
    examples: ['王小明', '陈丽', '赵物业'],
  },
  {
    key: 'unit',
    title: '单位',
    aliases: ['单位名称', '所在单位', '所属单位', '工作单位', '部门', '所在部门', '所属部门', '社区'],
    required: true,
    hint: '已登记单位的名称或简称；外部人员填联系单位',
    width: 24,
    examples: ['和平社区', '城管办', '和平社区'],
    choices: 'units',
  },
  {
    key: 'duty',
    title: '职务',
    aliases: ['岗位', '职位', '职务岗位', '职务职级'],
    hint: '最多 30 个字；留空则不改动已登记的职务',
    width: 18,
    examples: ['网格员', '科员', '物业经理'],
  },
  {
    key: 'phone',
    title: '手机号',
    aliases: ['手机', '手机号码', '电话', '电话号码', '联系电话', '联系方式', '移动电话'],
    hint: '11 位手机号；只有外部人员可以留空',
    width: 16,
    examples: ['13800000001', '13800000002', ''],
  },
  {
    key: 'affiliated',
    title: '外部人员',
    aliases: ['是否外部人员', '人员类别', '是否外部'],
    hint: '填“是”或“否”，留空为否：居民、物业、外包等为“是”',
    width: 12,
    examples: ['否', '', '是'],
    choices: ['是', '否'],
  },
  {
    key: 'postings',
    title: '兼职单位',
    aliases: ['兼任单位', '兼职', '兼任', '其他单位'],
    hint: '自导入当日起兼职；多个单位用顿号隔开；已有的兼职不会因此结束',
    width: 24,
    examples: ['新华社区、城管办', '', ''],
  },
];

export const unitColumns: readonly ImportColumn<UnitColumn>[] = [
  {
    key: 'name',
    title: '单位名称',
    aliases: ['名称', '单位', '单位全称', '全称', '社区名称', '部门名称'],
    required: true,
    hint: '2 至 30 个字；与已登记的同名时按修改处理',
    width: 26,
    examples: ['长青社区', '社会事务办公室'],
  },
  {
    key: 'shortName',
    title: '简称',
    aliases: ['单位简称', '名称简称'],
    required: true,
    hint: '最多 8 个字，各单位不能相同；群昵称由简称加姓名组成',
    width: 12,
    examples: ['长青', '社事办'],
  },
  {
    key: 'kind',
    title: '类别',
    aliases: ['类型', '单位类别', '单位类型', '性质', '单位性质'],
    required: true,
    hint: '街道领导、街道办公室、部门、社区之一',
    width: 14,
    examples: ['社区', '部门'],
    choices: Object.values(unitKindNames),
  },
  {
    key: 'sort',
    title: '次序',
    aliases: ['排序', '排序号', '显示次序'],
    hint: '0 至 9999 的整数，小的在前；新单位留空为 100，已登记的留空则不改动',
    width: 10,
    examples: ['110', ''],
  },
];

export interface ImportForm {
  /** The name of its sheet, and of what it brings. */
  title: string;
  /** What is counted. */
  measure: '人' | '个';
  columns: readonly ImportColumn[];
  /** Where the list is. */
  base: string;
  /** Notes that stand above the columns' own. */
  notes: readonly string[];
}

const commonNotes = [
  '在第一张工作表中填写，每行一条；列的先后可以变，多出的列不影响导入。',
  '上传后先逐行核对并显示结果，确认后才写入；有错的行不影响其他行。',
  '一次最多 5,000 行。公式只取已算出的文字或数字；文件不能加密，不能含宏。',
];

/** What can be imported, with the words for it. */
export const importForms: Readonly<Record<ImportKind, ImportForm>> = {
  people: {
    title: '人员',
    measure: '人',
    columns: peopleColumns,
    base: '/admin/people',
    notes: [
      ...commonNotes,
      '手机号与姓名都相同的，视为同一人，按修改处理；没有手机号的，按单位和姓名认人。',
      '导入不会开通账号，也不会办理离任；改名、换号请在该人员的页面办理。',
    ],
  },
  units: {
    title: '单位',
    measure: '个',
    columns: unitColumns,
    base: '/admin/units',
    notes: [...commonNotes, '导入不会停用单位；改名请在该单位的页面办理。'],
  },
};

/** Columns the sheets of this kind usually carry and that are no reason to wonder. */
export const ordinaryTitles: ReadonlySet<string> = new Set(['序号', '编号', '备注', '错误说明']);

/** The title of the column with this key. */
export function columnTitle(kind: ImportKind, key: string): string {
  return importForms[kind].columns.find((column) => column.key === key)?.title ?? key;
}
