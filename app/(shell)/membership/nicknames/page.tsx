import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NicknameTable } from '@/components/groups/nickname/nickname-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { PageHeader } from '@/components/ui/page-header';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { nicknameList } from '@/lib/groups/nickname/list';
import { listNicknames, nicknameFigures, nicknameUnits } from '@/lib/groups/nickname/queries';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '群昵称' };

const base = '/membership/nicknames';
const fixed = (['state', 'wrong'] as const).map((key) => ({
  key,
  label: nicknameList.filters[key]?.label ?? '',
  choices: nicknameList.filters[key]?.choices ?? [],
  single: true,
}));

export default async function NicknamesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('nickname.view');
  if (!actor) notFound();
  const asked = await searchParams;
  // A bare address shows what is still to be set.
  const state = parseList(nicknameList, Object.keys(asked).length ? asked : { state: 'to_set' });
  const [page, figures, units, groups] = await Promise.all([
    listNicknames(actor, state),
    nicknameFigures(actor),
    nicknameUnits(actor),
    chosenGroups(actor, state.filters.group),
  ]);
  const share = figures.members ? `${((figures.confirmed / figures.members) * 100).toFixed(1)}%` : '—';
  return (
    <>
      <PageHeader title="群昵称" back={{ href: '/groups', label: '工作群' }} crumb="成员管理 / 制度 2.1.2" />
      <StatRow>
        <StatCard label="群成员" value={figures.members} note="人次" href={`${base}?sort=asked`} />
        <StatCard
          label="昵称已规范"
          value={share}
          note={`${figures.confirmed} 人次`}
          href={`${base}?state=confirmed&sort=name`}
        />
        <StatCard label="待改昵称" value={figures.waiting} href={`${base}?state=to_set&sort=asked`} />
        <StatCard label="比对发现不规范" value={figures.seen} href={`${base}?wrong=seen&sort=asked`} />
      </StatRow>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="人次"
        search="搜姓名、昵称、拼音首字母"
        filters={[
          ...fixed,
          { key: 'group', label: '工作群', choices: groups, source: '/api/options/filter-groups' },
          ...(units.length > 1 ? [{ key: 'unit', label: '单位', choices: units }] : []),
        ]}
        exportName={nicknameList.name}
      />
      <NicknameTable state={state} page={page} />
    </>
  );
}
