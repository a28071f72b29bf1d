import { desc, eq, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { groups } from '@/db/schema/groups';
import {
  accounts,
  delegations,
  leaderUnits,
  people,
  roleAssignments,
  secondaryPostings,
  sessions,
} from '@/db/schema/identity';
import { transfers } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { roles } from '@/lib/access/roles';
import { codeName } from '@/lib/audit/names/data';
import { decrypt } from '@/lib/core/crypto';
import { delegableRoles } from '@/lib/identity/delegations/rules';
import { mostRows, type Part, part } from './part';

const roleName = (role: string): string => (role in roles ? roles[role as keyof typeof roles] : role);
const textSizes: Readonly<Record<string, string>> = { normal: '标准', large: '大字' };
const newUnits = alias(units, 'new_units');
const [giver, taker] = [alias(people, 'giver'), alias(people, 'taker')];

/** What is kept of a person as such: who he is, where he belongs, what he may do, how he signs in. */
export const personParts: readonly Part[] = [
  part({
    title: '基本信息',
    covers: ['accounts.person_id', 'second_factors.account_id'],
    columns: [
      '姓名',
      '单位',
      '职务',
      '外部人员',
      '手机号',
      '登记时间',
      '离任时间',
      '用户名',
      '账号建立时间',
      '账号停用时间',
      '最近登录',
      '文字大小',
      '单键审批',
      '动态口令启用时间',
    ],
    words: { 手机号: decrypt, 文字大小: (size) => textSizes[size] ?? size },
    rows: (id) =>
      db()
        .select({
          姓名: people.name,
          单位: units.name,
          职务: people.duty,
          外部人员: people.affiliated,
          手机号: people.phoneCipher,
          登记时间: people.createdAt,
          离任时间: people.departedAt,
          用户名: accounts.username,
          账号建立时间: accounts.createdAt,
          账号停用时间: accounts.disabledAt,
          最近登录: accounts.lastSignInAt,
          文字大小: accounts.textSize,
          单键审批: accounts.singleKeyDecisions,
          动态口令启用时间: secondFactors.enrolledAt,
        })
        .from(people)
        .innerJoin(units, eq(units.id, people.unitId))
        .leftJoin(accounts, eq(accounts.personId, people.id))
        .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
        .where(eq(people.id, id)),
  }),
  part({
    title: '兼任',
    covers: ['secondary_postings.person_id'],
    columns: ['单位', '开始日期', '结束日期'],
    rows: (id) =>
      db()
        .select({
          单位: units.name,
          开始日期: secondaryPostings.startsOn,
          结束日期: secondaryPostings.endsOn,
        })
        .from(secondaryPostings)
        .innerJoin(units, eq(units.id, secondaryPostings.unitId))
        .where(eq(secondaryPostings.personId, id))
        .orderBy(desc(secondaryPostings.startsOn))
        .limit(mostRows),
  }),
  part({
    title: '工作变动',
    covers: ['transfers.person_id'],
    columns: ['原单位', '新单位', '新职务', '生效日期', '事由', '状态'],
    words: { 状态: (status) => codeName('transfer', 'status', status) },
    rows: (id) =>
      db()
        .select({
          原单位: units.name,
          新单位: newUnits.name,
          新职务: transfers.duty,
          生效日期: transfers.effectiveOn,
          事由: transfers.reason,
          状态: transfers.status,
        })
        .from(transfers)
        .innerJoin(units, eq(units.id, transfers.fromUnitId))
        .innerJoin(newUnits, eq(newUnits.id, transfers.toUnitId))
        .where(eq(transfers.personId, id))
        .orderBy(desc(transfers.submittedAt))
        .limit(mostRows),
  }),
  part({
    title: '角色',
    covers: ['role_assignments.person_id'],
    columns: ['角色', '范围', '主要领导', '开始时间', '结束时间', '事由'],
    words: { 角色: roleName },
    rows: (id) =>
      db()
        .select({
          角色: roleAssignments.role,
          范围: sql<string | null>`coalesce(${units.name}, ${groups.name})`,
          主要领导: roleAssignments.primaryLeader,
          开始时间: roleAssignments.startsAt,
          结束时间: roleAssignments.endsAt,
          事由: roleAssignments.reason,
        })
        .from(roleAssignments)
        .leftJoin(units, eq(units.id, roleAssignments.unitId))
        .leftJoin(groups, eq(groups.id, roleAssignments.groupId))
        .where(eq(roleAssignments.personId, id))
        .orderBy(desc(roleAssignments.startsAt))
        .limit(mostRows),
  }),
  part({
    title: '分管单位',
    covers: ['leader_units.leader_id'],
    columns: ['单位', '开始时间', '结束时间'],
    rows: (id) =>
      db()
        .select({ 单位: units.name, 开始时间: leaderUnits.startsAt, 结束时间: leaderUnits.endsAt })
        .from(leaderUnits)
        .innerJoin(units, eq(units.id, leaderUnits.unitId))
        .where(eq(leaderUnits.leaderId, id))
        .orderBy(desc(leaderUnits.startsAt))
        .limit(mostRows),
  }),
  part({
    title: '委托',
    covers: ['delegations.from_person_id', 'delegations.to_person_id'],
    columns: ['委托人', '受托人', '职责', '开始时间', '结束时间', '终止时间', '事由'],
    words: {
      职责: (role) => (role in delegableRoles ? delegableRoles[role as keyof typeof delegableRoles] : role),
    },
    rows: (id) =>
      db()
        .select({
          委托人: giver.name,
          受托人: taker.name,
          职责: delegations.role,
          开始时间: delegations.startsAt,
          结束时间: delegations.endsAt,
          终止时间: delegations.endedAt,
          事由: delegations.reason,
        })
        .from(delegations)
        .innerJoin(giver, eq(giver.id, delegations.fromPersonId))
        .innerJoin(taker, eq(taker.id, delegations.toPersonId))
        .where(or(eq(delegations.fromPersonId, id), eq(delegations.toPersonId, id)))
        .orderBy(desc(delegations.startsAt))
        .limit(mostRows),
  }),
  part({
    title: '登录会话',
    covers: ['sessions.account_id'],
    columns: ['登录时间', '最近使用', '结束时间', '结束原因', '来源地址', '浏览器'],
    rows: (id) =>
      db()
        .select({
          登录时间: sessions.startedAt,
          最近使用: sessions.lastSeenAt,
          结束时间: sessions.endedAt,
          结束原因: sessions.endedReason,
          来源地址: sessions.address,
          浏览器: sessions.userAgent,
        })
        .from(sessions)
        .innerJoin(accounts, eq(accounts.id, sessions.accountId))
        .where(eq(accounts.personId, id))
        .orderBy(desc(sessions.startedAt))
        .limit(mostRows),
  }),
];
