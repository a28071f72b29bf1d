import { ListToolbar } from '@/components/list/list-toolbar';
import { buttonClass } from '@/components/ui/button';
import type { Actor } from '@/lib/access/actor';
import { type ListState, listHref } from '@/lib/core/paging';
import { memberList } from '@/lib/groups/list';
import type { GroupDetail } from '@/lib/groups/queries/detail';
import { listMembers, memberUnitChoices } from '@/lib/groups/queries/members';
import { setsNicknames } from '@/lib/groups/rules';
import { MemberTable } from './member-table';

type MemberSectionProps = { actor: Actor; group: GroupDetail; state: ListState };

/** The members the reader may see, with search, filters and export. */
export async function MemberSection({ actor, group, state }: MemberSectionProps) {
  const base = `/groups/${group.id}`;
  const [page, units] = await Promise.all([
    listMembers(actor, group.id, state),
    memberUnitChoices(actor, group.id),
  ]);
  const nickname = memberList.filters.nickname;
  return (
    <section aria-label="群成员" className="min-w-0 lg:row-span-2">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2">
        <h2 className="font-medium">群成员</h2>
        <span className="text-muted text-xs">
          {group.may.members === 'units'
            ? `全群 ${group.members} 人，您可以查看本单位的成员`
            : `${group.members} 人`}
        </span>
        <a
          href={listHref(`/api/export/${memberList.name}`, {
            ...state,
            filters: { ...state.filters, group: [group.id] },
          })}
          download
          className={`no-print ml-auto ${buttonClass('plain', 'small')}`}
        >
          导出 Excel
        </a>
      </div>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="人"
        search="搜姓名、昵称、拼音首字母"
        filters={[
          ...(units.length > 1 ? [{ key: 'unit', label: '单位', choices: units }] : []),
          ...(setsNicknames(group.platform)
            ? [{ key: 'nickname', label: '昵称', choices: nickname?.choices ?? [], single: true }]
            : []),
        ]}
      />
      <MemberTable base={base} state={state} page={page} hint="成员由入群申请办结后自动加入名单。" />
    </section>
  );
}
