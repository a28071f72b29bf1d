import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import { PageLink } from '@/components/ui/page-link';
import type { AuditRow } from '@/lib/audit/list';
import { entityNames } from '@/lib/audit/names/data';
import { numberOf } from '@/lib/audit/rules';
import { Outcome } from './audit-table';

const link = 'text-link underline underline-offset-2';

function Person({ row }: { row: AuditRow }) {
  if (!row.actorId) return <>{row.actorName}</>;
  return (
    <>
      <PageLink href={`/admin/audit?person=${row.actorId}`} className={link}>
        {row.actorName}
      </PageLink>
      {row.actorUnit ? `（${row.actorUnit}）` : ''}
    </>
  );
}

function Thing({ row }: { row: AuditRow }) {
  if (!row.entityType) return <>—</>;
  const kind = entityNames[row.entityType] ?? row.entityType;
  const label = `${kind}${row.entityLabel ? `：${row.entityLabel}` : ''}`;
  if (!row.entityId) return <>{label}</>;
  // With the kind, since the index is over kind and id.
  const address = new URLSearchParams({ type: row.entityType, object: row.entityId });
  return (
    <PageLink href={`/admin/audit?${address}`} className={link}>
      {label}
    </PageLink>
  );
}

/** The way to all records of the matter that this one is of. */
function Matter({ number }: { number: string }) {
  return (
    <PageLink href={`/admin/audit?q=${number}`} className={link}>
      {number} 的各项记录
    </PageLink>
  );
}

/** Who did what to what, when, in which role, under which clause, from where. */
export function AuditFacts({ row }: { row: AuditRow }) {
  const number = numberOf(row.entityLabel ?? '');
  return (
    <DefinitionList
      items={[
        { term: '时间', value: <DateTime at={row.at} /> },
        { term: '结果', value: <Outcome row={row} /> },
        { term: '操作人', value: <Person row={row} /> },
        { term: '行使角色', value: row.actingRole },
        { term: '对象', value: <Thing row={row} /> },
        { term: '同一事项', value: number ? <Matter number={number} /> : null },
        { term: '依据', value: row.clause ? `制度 ${row.clause}` : null },
        { term: '来源地址', value: row.address },
        { term: '请求编号', value: row.requestRef },
        { term: '操作代码', value: row.action },
        { term: '理由', value: row.reason, wide: true },
      ]}
    />
  );
}
