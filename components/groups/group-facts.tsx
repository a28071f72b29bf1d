import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import { Timeline } from '@/components/ui/timeline';
import type { GroupDetail, GroupEvent } from '@/lib/groups/queries/detail';
import { platformNames } from '@/lib/groups/rules';

/** What a group is. */
export function GroupFacts({ group }: { group: GroupDetail }) {
  return (
    <Card title="群资料">
      <DefinitionList
        columns={1}
        items={[
          { term: '所在平台', value: platformNames[group.platform] },
          { term: '归口单位', value: group.unitName },
          { term: '用途', value: group.purpose || '—' },
          {
            term: '群管理员',
            value:
              group.administrators.map((person) => `${person.name}（${person.unitName}）`).join('、') || '—',
          },
          { term: '成员', value: `${group.members} 人` },
          ...(group.may.roster && group.platform !== 'portal'
            ? [
                {
                  term: '最近比对',
                  value: group.checkedAt ? <DateTime at={group.checkedAt} show="date" /> : '从未比对',
                },
              ]
            : []),
          { term: '登记时间', value: <DateTime at={group.createdAt} show="date" /> },
          ...(group.archivedAt
            ? [
                {
                  term: '状态',
                  value: (
                    <>
                      <Badge>已归档</Badge> <DateTime at={group.archivedAt} />
                      <span className="block text-muted">{group.archivedReason}</span>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** What happened to the group itself. */
export function GroupHistory({ events }: { events: readonly GroupEvent[] }) {
  if (events.length === 0) return null;
  return (
    <Card title="群变更记录">
      <Timeline
        items={events.map(({ id, at, label, by, subject, reason }) => ({
          key: String(id),
          title: subject ? `${label}：${subject}` : label,
          at,
          detail: by,
          note: reason,
        }))}
      />
    </Card>
  );
}
