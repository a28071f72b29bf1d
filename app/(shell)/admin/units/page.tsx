import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { UnitTable } from '@/components/identity/units/unit-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { unitList } from '@/lib/identity/units/list';
import { listUnits } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '单位' };

const filters = (['kind', 'state'] as const).map((key) => ({
  key,
  label: unitList.filters[key]?.label ?? '',
  choices: unitList.filters[key]?.choices ?? [],
}));
const sorts = [
  { key: 'order', label: '次序' },
  { key: 'name', label: '名称' },
  { key: 'people', label: '人数' },
];

export default async function UnitsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('units.view');
  if (!actor) notFound();
  const state = parseList(unitList, await searchParams);
  const page = await listUnits(actor, state);
  return (
    <>
      <PageHeader
        title="单位"
        crumb="单位与人员 / 制度 1.2"
        actions={
          mayAtAll(actor, 'units.manage') ? (
            <>
              <ButtonLink href="/admin/units/import">导入</ButtonLink>
              <ButtonLink href="/admin/units/new" kind="primary">
                新增单位
              </ButtonLink>
            </>
          ) : null
        }
      />
      <ListToolbar
        base="/admin/units"
        state={state}
        total={page}
        unit="个"
        search="搜单位、简称、拼音首字母"
        filters={filters}
        sorts={sorts}
        exportName={unitList.name}
      />
      <UnitTable state={state} page={page} />
    </>
  );
}
