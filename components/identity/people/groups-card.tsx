import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import type { PersonDetail } from '@/lib/identity/people/queries/person';

/** The groups somebody is in, with his nickname there. */
export function GroupsCard({ person }: { person: PersonDetail }) {
  const { groups, may } = person;
  return (
    <Card title="所在工作群" hint={groups.length ? `${groups.length} 个` : undefined} padded={false}>
      {groups.length ? (
        <ul>
          {groups.map((group) => (
            <li
              key={group.id}
              className="flex flex-wrap items-center gap-x-3 border-base-300 border-b px-4 py-2.5 last:border-0"
            >
              <span className="min-w-0 flex-1">{group.name}</span>
              <span className="text-muted">{group.nickname}</span>
              {group.nicknameState === 'confirmed' ? (
                <Badge tone="success">昵称已确认</Badge>
              ) : (
                <Badge tone="warning">昵称待设置</Badge>
              )}
              <span className="w-full text-muted text-xs">
                <DateTime at={group.since} show="date" /> 起
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="p-4 text-muted">{may.seeEveryGroup ? '没有加入工作群' : '没有您可查看的工作群'}</p>
      )}
    </Card>
  );
}
