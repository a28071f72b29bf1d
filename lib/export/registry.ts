import type { Actor } from '@/lib/access/actor';
import type { PermissionName } from '@/lib/access/permissions';
import { auditList } from '@/lib/audit/list';
import { firstDay, listAudit } from '@/lib/audit/queries';
import { calendarDayList } from '@/lib/calendar/list';
import { listCalendarDays } from '@/lib/calendar/queries';
import {
  type Choice,
  type ListDefinition,
  type ListState,
  type Page,
  parseList,
  type SearchParams,
} from '@/lib/core/paging';
import { versionList, wordList } from '@/lib/dictionaries/list';
import { listVersions } from '@/lib/dictionaries/queries/versions';
import { listWords } from '@/lib/dictionaries/queries/words';
import { baselineList } from '@/lib/groups/baseline/list';
import { listBaselineRows } from '@/lib/groups/baseline/queries/detail';
import { conformityList, figureList } from '@/lib/groups/figures/list';
import { listConformity, listFigures } from '@/lib/groups/figures/queries';
import { inactiveList } from '@/lib/groups/inactive/list';
import { listInactive } from '@/lib/groups/inactive/queries/list';
import { groupList, memberList } from '@/lib/groups/list';
import { nicknameList } from '@/lib/groups/nickname/list';
import { listNicknames } from '@/lib/groups/nickname/queries';
import { orderList } from '@/lib/groups/orders/list';
import { listOrders } from '@/lib/groups/orders/queries/list';
import { listGroups } from '@/lib/groups/queries/list';
import { listMembers } from '@/lib/groups/queries/members';
import { requestList } from '@/lib/groups/requests/list';
import { listRequests } from '@/lib/groups/requests/queries/list';
import { rosterList } from '@/lib/groups/roster/list';
import { listRosterEntries } from '@/lib/groups/roster/queries/entries';
import { transferList } from '@/lib/groups/transfers/list';
import { listTransfers } from '@/lib/groups/transfers/queries/list';
import { delegationList } from '@/lib/identity/delegations/list';
import { listDelegations } from '@/lib/identity/delegations/queries';
import { peopleList } from '@/lib/identity/people/list';
import { listPeople } from '@/lib/identity/people/queries/list';
import { unitList } from '@/lib/identity/units/list';
import { listUnits } from '@/lib/identity/units/queries';
import { inboxList } from '@/lib/inbox/list';
import { listInbox } from '@/lib/inbox/queries';
import { jobFailureList } from '@/lib/jobs/list';
import { listJobFailures } from '@/lib/jobs/queries';
import { noticeList } from '@/lib/notices/list';
import { listNotices } from '@/lib/notices/queries/list';
import { receiptList } from '@/lib/notices/receipts/list';
import { listReceipts } from '@/lib/notices/receipts/queries/list';
import { reviewList } from '@/lib/notices/review/list';
import { listQueue } from '@/lib/notices/review/queries/queue';
import { settingChangeList } from '@/lib/settings/list';
import { listSettingChanges } from '@/lib/settings/queries';
import type { Cell } from './cells';

type Unless = Readonly<Record<string, readonly string[]>>;

/** What of a list its screen knows by its own place, and a sheet has to say. */
interface Told {
  /** The filter that says of what the whole list is: it belongs to the title. */
  subject?: string;
  /** What the query goes by where the address says nothing: values of its filters, or words for what none of them stands for. */
  unless?: Unless | ((state: ListState) => Unless);
  /** What its rows are counted as; null where their number says nothing. */
  counted?: string | null;
}

/** A narrowing of a list: its name, its values in the address, and their words where they are no ids. */
export interface Narrowing {
  key: string;
  label: string;
  values: string[];
  words: string[] | null;
}

/** A list that can be exported: its screen's own definition and query, with the row's type forgotten. */
export interface Exportable {
  name: string;
  title: string;
  permission: PermissionName;
  columns: readonly { title: string; width?: number }[];
  read: (params: SearchParams) => ListState;
  subject: string | null;
  counted: string | null;
  narrowings: (state: ListState) => Narrowing[];
  page: (actor: Actor, state: ListState) => Promise<Cell[][]>;
}

function narrowingsOf<Row>({ filters }: ListDefinition<Row>, state: ListState, unless: Unless): Narrowing[] {
  const chosen = Object.entries({ ...unless, ...state.filters });
  return chosen.map(([key, given]) => {
    const values = [...given];
    const { label = key, choices, pattern } = filters[key] ?? {};
    const words = choices || pattern ? values.map((value) => wordOf(value, choices)) : null;
    return { key, label, values, words };
  });
}

const wordOf = (value: string, choices: readonly Choice[] = []): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

function exportable<Row>(
  permission: PermissionName,
  definition: ListDefinition<Row>,
  query: (actor: Actor, state: ListState) => Promise<Page<Row>>,
  { subject, unless = {}, counted = '条' }: Told = {},
): Exportable {
  return {
    name: definition.name,
    title: definition.title,
    permission,
    columns: definition.columns,
    subject: subject ?? null,
    counted,
    read: (params) => parseList(definition, params),
    narrowings: (state) =>
      narrowingsOf(definition, state, typeof unless === 'function' ? unless(state) : unless),
    page: async (actor, state) => {
      const { rows } = await query(actor, state);
      return rows.map((row) => definition.columns.map((column) => column.value(row)));
    },
  };
}

const fromDay = (state: ListState): Unless => {
  const from = firstDay(state);
  return from ? { from: [from] } : {};
};

const noMembers = { rows: [], total: 0, totalIsExact: true, page: 1, size: 0 };

/** Every list with 导出 Excel: same address parameters, same query, same rows as the screen. */
const lists: readonly Exportable[] = [
  exportable('groups.view', groupList, listGroups, { unless: { state: ['active'] }, counted: '个群' }),
  exportable(
    'groups.members',
    memberList,
    async (actor, state) => {
      const group = state.filters.group?.[0];
      return group ? listMembers(actor, group, state) : noMembers;
    },
    { subject: 'group', counted: '人' },
  ),
  exportable('membership.view', requestList, listRequests),
  exportable('membership.view', figureList, listFigures, { unless: { period: ['month'] }, counted: null }),
  exportable('membership.view', conformityList, listConformity, { counted: '个群' }),
  exportable('inactive.view', inactiveList, listInactive),
  exportable('membership.view', transferList, listTransfers),
  exportable('orders.view', orderList, listOrders),
  exportable('notices.view', noticeList, listNotices, { unless: { view: ['已提交的信息'] } }),
  exportable('notices.receipts', receiptList, listReceipts, { subject: 'notice', counted: '人' }),
  exportable('nickname.view', nicknameList, listNicknames),
  exportable('roster.check', rosterList, listRosterEntries, { subject: 'check' }),
  exportable('roster.check', baselineList, listBaselineRows, { subject: 'baseline', counted: '人' }),
  exportable('notices.review_assigned', reviewList, listQueue, { unless: { show: ['待审核'] } }),
  exportable('people.view', peopleList, listPeople, { unless: { state: ['present'] }, counted: '人' }),
  exportable('units.view', unitList, listUnits, { counted: '个单位' }),
  exportable('delegation.enter', delegationList, listDelegations, {
    unless: { state: ['current', 'upcoming'] },
  }),
  exportable('inbox.view', inboxList, listInbox),
  exportable('audit.view', auditList, listAudit, { unless: fromDay }),
  exportable('jobs.view', jobFailureList, listJobFailures, {
    unless: { state: ['failed', 'retry'] },
  }),
  exportable('settings.view', settingChangeList, listSettingChanges),
  exportable('calendar.view', calendarDayList, listCalendarDays),
  exportable('screening.manage', wordList, listWords),
  exportable('screening.manage', versionList, listVersions),
];

/** The list of that name; undefined when there is none. */
export function exportableList(name: string): Exportable | undefined {
  return lists.find((list) => list.name === name);
}
