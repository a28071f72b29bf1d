import type { OrderStatus, RequestKind, RequestStatus } from '@/db/schema/membership';
import type { RosterKind, RosterStatus, RosterStep } from '@/db/schema/roster';
import type { ListDefinition } from '@/lib/core/paging';
import { rosterKindNames, rosterKindOrder, rosterStepNames, rosterWorkflow } from './states';

/** Why a nickname may be a certain member's, on screens. */
export const likenessNames: Readonly<Record<string, string>> = {
  same_sound: '读音相同',
  one_character: '差一个字',
  surname_in_unit: '同单位同姓',
  other_unit: '姓名相同，单位不同',
  namesake: '重名',
};

export interface RosterCandidate {
  membershipId: string;
  personName: string;
  unitName: string;
  nickname: string;
  why: string;
}

export interface RosterRow {
  id: string;
  version: number;
  place: number;
  kind: RosterKind;
  /** As the chat shows it; absent for members whom it does not show. */
  nickname: string | null;
  expected: string | null;
  personId: string | null;
  personName: string | null;
  unitName: string | null;
  /** Somebody who has an account can be told. */
  hasAccount: boolean;
  candidates: RosterCandidate[];
  news: 'new' | 'again' | null;
  status: RosterStatus;
  statusAt: Date;
  statusByName: string;
  step: RosterStep | null;
  note: string | null;
  request: { id: string; number: string; kind: RequestKind; status: RequestStatus } | null;
  order: { id: string; number: string; status: OrderStatus } | null;
  /** A request or order under way from before this check. */
  underWay: string | null;
  /** What became of the step makes that it can be taken once more. */
  fruitless: boolean;
}

const entries = <Key extends string>(names: Readonly<Record<Key, { label: string }>>, keys: readonly Key[]) =>
  keys.map((value) => ({ value, label: names[value].label }));

/** What became of a line, in a few words. */
function whatWasDone({ status, step, note, request, order }: RosterRow): string {
  if (status === 'ignored') return `不处理：${note ?? ''}`;
  if (!step) return rosterWorkflow.states[status].label;
  return [rosterStepNames[step], order?.number ?? request?.number].filter(Boolean).join(' ');
}

export const rosterList: ListDefinition<RosterRow> = {
  name: 'roster',
  title: '花名册比对',
  sorts: ['place', 'status'],
  defaultSort: 'place',
  defaultDir: 'asc',
  filters: {
    /** Which check: the page knows it, the export from here. */
    check: { label: '比对' },
    kind: { label: '比对结果', choices: entries(rosterKindNames, rosterKindOrder) },
    state: {
      label: '处理情况',
      choices: entries(rosterWorkflow.states, ['open', 'done', 'ignored']),
    },
    news: {
      label: '与上次相比',
      choices: [
        { value: 'new', label: '新出现' },
        { value: 'again', label: '上次就有' },
      ],
    },
  },
  columns: [
    { title: '比对结果', value: (row) => rosterKindNames[row.kind].label, width: 14 },
    { title: '群内显示', value: (row) => row.nickname, width: 22 },
    { title: '规范昵称', value: (row) => row.expected, width: 18 },
    { title: '姓名', value: (row) => row.personName, width: 12 },
    { title: '单位', value: (row) => row.unitName, width: 20 },
    {
      title: '疑似',
      value: (row) =>
        row.candidates.map(({ nickname, why }) => `${nickname}（${likenessNames[why] ?? why}）`).join('、'),
      width: 28,
    },
    { title: '处理情况', value: whatWasDone, width: 26 },
    { title: '处理人', value: (row) => (row.status === 'open' ? null : row.statusByName), width: 12 },
    { title: '处理时间', value: (row) => (row.status === 'open' ? null : row.statusAt), width: 18 },
    {
      title: '与上次相比',
      value: ({ news }) => (news && { new: '新出现', again: '上次就有' }[news]) || null,
      width: 12,
    },
  ],
};
