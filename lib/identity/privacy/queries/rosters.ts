import { desc, eq, or } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { baselineRows, baselines, rosterChecks, rosterEntries } from '@/db/schema/roster';
import { codeName } from '@/lib/audit/names/data';
import { mostRows, type Part, part } from './part';

const kinds: Readonly<Record<string, string>> = {
  stranger: '在群里，未登记',
  missing: '已登记，不在群里',
  misnamed: '昵称不规范',
  double: '重复账号',
  conforms: '相符',
};
const results: Readonly<Record<string, string>> = { known: '已登记人员', member: '已在群中' };

/** What lists of chat groups said of a person, and his part in comparing and entering them. */
export const rosterParts: readonly Part[] = [
  part({
    title: '花名册比对',
    covers: ['roster_entries.person_id'],
    columns: ['工作群', '比对时间', '群内显示', '结果', '处理情况'],
    words: {
      结果: (kind) => kinds[kind] ?? kind,
      处理情况: (status) => codeName('roster', 'status', status),
    },
    rows: (id) =>
      db()
        .select({
          工作群: groups.name,
          比对时间: rosterChecks.takenAt,
          群内显示: rosterEntries.nickname,
          结果: rosterEntries.kind,
          处理情况: rosterEntries.status,
        })
        .from(rosterEntries)
        .innerJoin(rosterChecks, eq(rosterChecks.id, rosterEntries.checkId))
        .innerJoin(groups, eq(groups.id, rosterChecks.groupId))
        .where(eq(rosterEntries.personId, id))
        .orderBy(desc(rosterChecks.takenAt))
        .limit(mostRows),
  }),
  part({
    title: '办理的花名册比对',
    covers: ['roster_checks.taken_by'],
    columns: ['工作群', '比对时间', '名单人数'],
    rows: (id) =>
      db()
        .select({ 工作群: groups.name, 比对时间: rosterChecks.takenAt, 名单人数: rosterChecks.listed })
        .from(rosterChecks)
        .innerJoin(groups, eq(groups.id, rosterChecks.groupId))
        .where(eq(rosterChecks.takenBy, id))
        .orderBy(desc(rosterChecks.takenAt))
        .limit(mostRows),
  }),
  part({
    title: '存量登记',
    covers: ['baseline_rows.person_id'],
    columns: ['工作群', '发起时间', '名单所写', '结果'],
    words: { 结果: (result) => results[result] ?? result },
    rows: (id) =>
      db()
        .select({
          工作群: groups.name,
          发起时间: baselines.startedAt,
          名单所写: baselineRows.nickname,
          结果: baselineRows.result,
        })
        .from(baselineRows)
        .innerJoin(baselines, eq(baselines.id, baselineRows.baselineId))
        .innerJoin(groups, eq(groups.id, baselines.groupId))
        .where(eq(baselineRows.personId, id))
        .orderBy(desc(baselines.startedAt))
        .limit(mostRows),
  }),
  part({
    title: '办理的存量登记',
    covers: ['baselines.started_by', 'baselines.admin_by', 'baselines.office_by'],
    columns: ['工作群', '发起时间', '状态'],
    words: { 状态: (status) => codeName('baseline', 'status', status) },
    rows: (id) =>
      db()
        .select({ 工作群: groups.name, 发起时间: baselines.startedAt, 状态: baselines.status })
        .from(baselines)
        .innerJoin(groups, eq(groups.id, baselines.groupId))
        .where(or(eq(baselines.startedBy, id), eq(baselines.adminBy, id), eq(baselines.officeBy, id)))
        .orderBy(desc(baselines.startedAt))
        .limit(mostRows),
  }),
];
