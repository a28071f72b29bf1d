import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { nicknameStates } from '@/lib/groups/rules';
import type { PersonDetail } from '@/lib/identity/people/queries/person';

type GroupLine = PersonDetail['groups'][number];

/** What the chat does not show yet: `登记已退出，群内待移出`. */
function workText({ member, work }: GroupLine): string {
  const what = work?.kind === 'add' ? '待加入' : '待移出';
  if (work?.failed) return `群内${what}，办理未成`;
  return member || work?.kind === 'add' ? `群内${what}` : `登记已退出，群内${what}`;
}

/** The groups somebody is in, with his nickname there. */
export function GroupsCard({ person }: { person: PersonDetail }) {
  const { groups, may } = person;
  const count = groups.filter(({ member }) => member).length;
  return (
    <Card title="所在工作群" hint={count ? `${count} 个` : undefined} padded={false}>
      {groups.length ? (
        <ul>
          {groups.map((group) => (
            <li
              key={group.id}
              className="flex flex-wrap items-center gap-x-3 border-base-300 border-b px-4 py-2.5 last:border-0"
            >
              <span className="min-w-0 flex-1">{group.name}</span>
              <span className="text-muted">{group.nickname}</span>
              {group.nicknameState ? (
                <Badge tone={nicknameStates[group.nicknameState].tone}>
                  {nicknameStates[group.nicknameState].label}
                </Badge>
              ) : null}
              {group.work ? (
                <Badge tone={group.work.failed ? 'error' : 'warning'}>{workText(group)}</Badge>
              ) : null}
              <span className="w-full text-muted text-xs">
                <DateTime at={group.since} show="date" /> {group.member ? '起' : '下达办理单'}
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
