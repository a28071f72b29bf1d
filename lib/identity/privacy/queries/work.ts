import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { activities } from '@/db/schema/activity';
import { requestDrafts } from '@/db/schema/drafts';
import { groups } from '@/db/schema/groups';
import { auditEvents, files, notifications } from '@/db/schema/house';
import { importBatches } from '@/db/schema/imports';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import { sweepItems } from '@/db/schema/sweeps';
import { units } from '@/db/schema/units';
import { actionName } from '@/lib/audit/names/acts';
import { codeName, entityNames, refusalNames } from '@/lib/audit/names/data';
import { mostRows, type Part, part } from './part';

const requestKinds: Readonly<Record<string, string>> = { join: '入群', leave: '退群' };
const orderKinds: Readonly<Record<string, string>> = {
  add: '加入群',
  remove: '移出群',
  rename: '修改群昵称',
  post: '发布信息',
  recall: '撤回信息',
  mute: '禁言',
  unmute: '解除禁言',
  set_admin: '设置群管理员',
  set_permission: '设置权限',
};
const activityKinds: Readonly<Record<string, string>> = {
  request: '提交申请',
  order: '办理群内事项',
  receipt: '阅读或回执',
  message: '群内发言',
};
const importKinds: Readonly<Record<string, string>> = { people: '人员', units: '单位' };

/** What the person's part in a row was. */
const partIn = (id: string, parts: readonly (readonly [PgColumn, string])[]): SQL<string> =>
  sql<string>`concat_ws('、', ${sql.join(
    parts.map(([column, word]) => sql`case when ${column} = ${id} then ${word}::text end`),
    sql`, `,
  )})`;

/** What is only his when the row is about him. */
const ofHis = (id: string, about: PgColumn, column: PgColumn): SQL<string | null> =>
  sql<string | null>`case when ${about} = ${id} then ${column} end`;

const requestRoles = [
  [membershipRequests.personId, '申请对象'],
  [membershipRequests.submittedBy, '提交人'],
  [membershipRequests.submittedFor, '委托人'],
  [membershipRequests.decidedBy, '审核人'],
] as const;
const orderRoles = [
  [workOrders.personId, '办理对象'],
  [workOrders.handledBy, '办理人'],
  [workOrders.assignedTo, '受转交人'],
] as const;

const sweepRoles = [
  [sweepItems.personId, '被询问的成员'],
  [sweepItems.answeredBy, '答复人'],
  [sweepItems.answeredFor, '委托人'],
] as const;

/**
 * What a person did and what was done about him. Of rows that are about somebody else it says which they were and what his part
 * was, not whom they were about: that is the other's.
 */
export const workParts: readonly Part[] = [
  part({
    title: '工作群',
    covers: ['memberships.person_id'],
    columns: ['工作群', '代表单位', '群昵称', '入群时间', '退群时间', '退群原因'],
    rows: (id) =>
      db()
        .select({
          工作群: groups.name,
          代表单位: units.name,
          群昵称: memberships.nickname,
          入群时间: memberships.since,
          退群时间: memberships.until,
          退群原因: memberships.endReason,
        })
        .from(memberships)
        .innerJoin(groups, eq(groups.id, memberships.groupId))
        .innerJoin(units, eq(units.id, memberships.unitId))
        .where(eq(memberships.personId, id))
        .orderBy(desc(memberships.since))
        .limit(mostRows),
  }),
  part({
    title: '入群退群申请',
    covers: requestRoles.map(([column]) => `membership_requests.${column.name}`),
    columns: [
      '编号',
      '类别',
      '本人身份',
      '工作群',
      '群昵称',
      '事由',
      '状态',
      '提交时间',
      '审核时间',
      '审核意见',
      '办结时间',
    ],
    words: {
      类别: (kind) => requestKinds[kind] ?? kind,
      状态: (status) => codeName('membership', 'status', status),
    },
    rows: (id) =>
      db()
        .select({
          编号: membershipRequests.number,
          类别: membershipRequests.kind,
          本人身份: partIn(id, requestRoles),
          工作群: groups.name,
          群昵称: ofHis(id, membershipRequests.personId, membershipRequests.nickname),
          事由: ofHis(id, membershipRequests.personId, membershipRequests.reason),
          状态: membershipRequests.status,
          提交时间: membershipRequests.submittedAt,
          审核时间: membershipRequests.decidedAt,
          审核意见: ofHis(id, membershipRequests.personId, membershipRequests.decisionReason),
          办结时间: membershipRequests.doneAt,
        })
        .from(membershipRequests)
        .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
        .where(or(...requestRoles.map(([column]) => eq(column, id))))
        .orderBy(desc(membershipRequests.submittedAt))
        .limit(mostRows),
  }),
  part({
    title: '群内办理单',
    covers: orderRoles.map(([column]) => `work_orders.${column.name}`),
    columns: ['编号', '事项', '本人身份', '工作群', '群昵称', '状态', '下达时间', '办理时间'],
    words: {
      事项: (kind) => orderKinds[kind] ?? kind,
      状态: (status) => codeName('order', 'status', status),
    },
    rows: (id) =>
      db()
        .select({
          编号: workOrders.number,
          事项: workOrders.kind,
          本人身份: partIn(id, orderRoles),
          工作群: groups.name,
          群昵称: ofHis(id, workOrders.personId, workOrders.nickname),
          状态: workOrders.status,
          下达时间: workOrders.createdAt,
          办理时间: workOrders.handledAt,
        })
        .from(workOrders)
        .innerJoin(groups, eq(groups.id, workOrders.groupId))
        .where(or(...orderRoles.map(([column]) => eq(column, id))))
        .orderBy(desc(workOrders.createdAt))
        .limit(mostRows),
  }),
  part({
    title: '最近活动',
    covers: ['activities.person_id'],
    columns: ['类别', '工作群', '时间'],
    words: { 类别: (kind) => activityKinds[kind] ?? kind },
    rows: (id) =>
      db()
        .select({ 类别: activities.kind, 工作群: groups.name, 时间: activities.at })
        .from(activities)
        .leftJoin(groups, eq(groups.id, activities.groupId))
        .where(eq(activities.personId, id))
        .orderBy(desc(activities.at))
        .limit(mostRows),
  }),
  part({
    title: '不活跃成员清理',
    covers: sweepRoles.map(([column]) => `sweep_items.${column.name}`),
    columns: ['询问时间', '本人身份', '工作群', '最近活动', '状态', '理由'],
    words: { 状态: (status) => codeName('inactive', 'status', status) },
    rows: (id) =>
      db()
        .select({
          询问时间: sweepItems.askedAt,
          本人身份: partIn(id, sweepRoles),
          工作群: groups.name,
          最近活动: ofHis(id, sweepItems.personId, sweepItems.lastAt),
          状态: sweepItems.status,
          理由: ofHis(id, sweepItems.personId, sweepItems.reason),
        })
        .from(sweepItems)
        .innerJoin(groups, eq(groups.id, sweepItems.groupId))
        .where(or(...sweepRoles.map(([column]) => eq(column, id))))
        .orderBy(desc(sweepItems.askedAt))
        .limit(mostRows),
  }),
  part({
    title: '上传的文件',
    covers: ['files.uploaded_by'],
    columns: ['文件名', '大小（字节）', '上传时间'],
    rows: (id) =>
      db()
        .select({ 文件名: files.name, '大小（字节）': files.size, 上传时间: files.uploadedAt })
        .from(files)
        .where(eq(files.uploadedBy, id))
        .orderBy(desc(files.uploadedAt))
        .limit(mostRows),
  }),
  part({
    title: '批量导入',
    covers: ['import_batches.created_by'],
    columns: ['类别', '文件名', '上传时间'],
    words: { 类别: (kind) => importKinds[kind] ?? kind },
    rows: (id) =>
      db()
        .select({
          类别: importBatches.kind,
          文件名: importBatches.fileName,
          上传时间: importBatches.createdAt,
        })
        .from(importBatches)
        .where(eq(importBatches.createdBy, id))
        .orderBy(desc(importBatches.createdAt))
        .limit(mostRows),
  }),
  part({
    title: '未提交的申请',
    covers: ['request_drafts.person_id'],
    columns: ['最后修改'],
    rows: (id) =>
      db()
        .select({ 最后修改: requestDrafts.updatedAt })
        .from(requestDrafts)
        .where(eq(requestDrafts.personId, id)),
  }),
  part({
    title: '消息',
    covers: ['notifications.person_id'],
    columns: ['保存的消息数', '其中未读', '最早一条'],
    rows: (id) =>
      db()
        .select({
          保存的消息数: sql<number>`count(*)::int`,
          其中未读: sql<number>`(count(*) filter (where ${notifications.readAt} is null))::int`,
          最早一条: sql<Date | null>`min(${notifications.createdAt})`.mapWith(notifications.createdAt),
        })
        .from(notifications)
        .where(eq(notifications.personId, id)),
  }),
  part({
    title: '操作记录',
    covers: ['audit_events.actor_id', 'audit_events.on_behalf_of_id'],
    columns: ['时间', '本人身份', '事项', '结果', '对象类别', '条款', '事由', '来源地址'],
    words: {
      事项: actionName,
      结果: (code) => refusalNames[code] ?? code,
      对象类别: (type) => entityNames[type] ?? type,
    },
    rows: (id) => {
      const own = sql`${auditEvents.actorId} = ${id}`;
      const about = and(eq(auditEvents.entityType, 'person'), eq(auditEvents.entityId, id));
      return db()
        .select({
          时间: auditEvents.at,
          本人身份: sql<string>`case when ${own} then '操作人' when ${auditEvents.onBehalfOfId} = ${id} then '委托人' else '操作对象' end`,
          事项: auditEvents.action,
          结果: sql<string>`coalesce(${auditEvents.code}, '完成')`,
          对象类别: auditEvents.entityType,
          条款: auditEvents.clause,
          事由: sql<
            string | null
          >`case when ${own} and ${auditEvents.entityId} is distinct from ${id} then null else ${auditEvents.reason} end`,
          来源地址: sql<string | null>`case when ${own} then ${auditEvents.address} end`,
        })
        .from(auditEvents)
        .where(or(own, eq(auditEvents.onBehalfOfId, id), about))
        .orderBy(desc(auditEvents.id))
        .limit(mostRows);
    },
  }),
];
