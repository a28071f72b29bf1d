import type { Actor } from '@/lib/access/actor';
import type { PermissionName } from '@/lib/access/permissions';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { calendarDayList } from '@/lib/calendar/list';
import { listCalendarDays } from '@/lib/calendar/queries';
import {
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

/** A list that can be exported: its screen's own definition and query, with the row's type forgotten. */
export interface Exportable {
  name: string;
  title: string;
  permission: PermissionName;
  columns: readonly { title: string; width?: number }[];
  read: (params: SearchParams) => ListState;
  /** What was filtered, sorted and searched for, in words. */
  conditions: (state: ListState) => string[];
  page: (actor: Actor, state: ListState) => Promise<Cell[][]>;
}

function conditionsOf<Row>({ filters }: ListDefinition<Row>, state: ListState): string[] {
  const chosen = Object.entries(state.filters).map(([key, values]) => {
    const filter = filters[key];
    const words = values.map(
      (value) => filter?.choices?.find((choice) => choice.value === value)?.label ?? value,
    );
    return `${filter?.label ?? key}：${words.join('、')}`;
  });
  return state.q ? [...chosen, `搜索：${state.q}`] : chosen;
}

function exportable<Row>(
  permission: PermissionName,
  definition: ListDefinition<Row>,
  query: (actor: Actor, state: ListState) => Promise<Page<Row>>,
): Exportable {
  return {
    name: definition.name,
    title: definition.title,
    permission,
    columns: definition.columns,
    read: (params) => parseList(definition, params),
    conditions: (state) => conditionsOf(definition, state),
    page: async (actor, state) => {
      const { rows } = await query(actor, state);
      return rows.map((row) => definition.columns.map((column) => column.value(row)));
    },
  };
}

const noMembers = { rows: [], total: 0, totalIsExact: true, page: 1, size: 0 };

/** Every list with 导出 Excel: same address parameters, same query, same rows as the screen. */
const lists: readonly Exportable[] = [
  exportable('groups.view', groupList, listGroups),
  exportable('groups.members', memberList, async (actor, state) => {
    const group = state.filters.group?.[0];
    return group ? listMembers(actor, group, state) : noMembers;
  }),
  exportable('membership.view', requestList, listRequests),
  exportable('membership.view', figureList, listFigures),
  exportable('membership.view', conformityList, listConformity),
  exportable('inactive.view', inactiveList, listInactive),
  exportable('membership.view', transferList, listTransfers),
  exportable('orders.view', orderList, listOrders),
  exportable('notices.view', noticeList, listNotices),
  exportable('notices.receipts', receiptList, listReceipts),
  exportable('nickname.view', nicknameList, listNicknames),
  exportable('roster.check', rosterList, listRosterEntries),
  exportable('roster.check', baselineList, listBaselineRows),
  exportable('notices.review_assigned', reviewList, listQueue),
  exportable('people.view', peopleList, listPeople),
  exportable('units.view', unitList, listUnits),
  exportable('delegation.enter', delegationList, listDelegations),
  exportable('inbox.view', inboxList, listInbox),
  exportable('audit.view', auditList, listAudit),
  exportable('jobs.view', jobFailureList, listJobFailures),
  exportable('settings.view', settingChangeList, listSettingChanges),
  exportable('calendar.view', calendarDayList, listCalendarDays),
  exportable('screening.manage', wordList, listWords),
  exportable('screening.manage', versionList, listVersions),
];

/** The list of that name; undefined when there is none. */
export function exportableList(name: string): Exportable | undefined {
  return lists.find((list) => list.name === name);
}
