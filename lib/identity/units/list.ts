import type { UnitKind } from '@/db/schema/units';
import type { ListDefinition } from '@/lib/core/paging';
import { unitKindNames } from './rules';

export interface UnitRow {
  id: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  sort: number;
  /** Names of the heads in post. */
  heads: string[];
  /** 分管领导, when somebody is in charge. */
  leader: string | null;
  /** People in post whose home it is. */
  people: number;
  archivedAt: Date | null;
  may: { edit: boolean };
}

/** 单位 in the order of the street, archived ones left out unless asked for. */
export const unitList: ListDefinition<UnitRow> = {
  name: 'units',
  title: '单位',
  sorts: ['order', 'name', 'people'],
  defaultSort: 'order',
  defaultDir: 'asc',
  filters: {
    kind: {
      label: '类别',
      choices: Object.entries(unitKindNames).map(([value, label]) => ({ value, label })),
    },
    state: {
      label: '状态',
      choices: [
        { value: 'present', label: '在用' },
        { value: 'archived', label: '已停用' },
      ],
    },
  },
  columns: [
    { title: '单位名称', value: (unit) => unit.name, width: 24 },
    { title: '简称', value: (unit) => unit.shortName, width: 10 },
    { title: '类别', value: (unit) => unitKindNames[unit.kind], width: 12 },
    { title: '负责人', value: (unit) => unit.heads.join('、'), width: 16 },
    { title: '分管领导', value: (unit) => unit.leader, width: 12 },
    { title: '人数', value: (unit) => unit.people, width: 8 },
    { title: '状态', value: (unit) => (unit.archivedAt ? '已停用' : '在用'), width: 10 },
  ],
};
