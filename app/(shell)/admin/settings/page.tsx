import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ChangeTable } from '@/components/settings/change-table';
import { SettingSections } from '@/components/settings/setting-sections';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { pageActor } from '@/lib/request/viewer';
import { settingChangeList } from '@/lib/settings/list';
import { listSettingChanges, listSettings } from '@/lib/settings/queries';
import { isFound } from '@/lib/settings/topics';

export const metadata: Metadata = { title: '规则设置' };

const base = '/admin/settings';
export default async function SettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('settings.view');
  if (!actor) notFound();
  const state = parseList(settingChangeList, await searchParams);
  const [rows, changes] = await Promise.all([listSettings(actor), listSettingChanges(actor, state)]);
  const found = rows.filter((row) => isFound(row, state.q));
  return (
    <>
      <PageHeader title="规则设置" crumb="系统 / 制度 8" note="调整须写明原因，保存后立即生效" />
      <ListToolbar
        base={base}
        state={state}
        total={{ total: found.length, totalIsExact: true }}
        unit="项"
        search="搜设置项、说明、条款"
      />
      <SettingSections base={base} state={state} rows={found} />
      <section aria-labelledby="changes">
        <h2 id="changes" className="mb-2 font-medium">
          调整记录
        </h2>
        <ListToolbar
          base={base}
          state={state}
          total={changes}
          unit="次"
          exportName={settingChangeList.name}
        />
        <ChangeTable base={base} state={state} page={changes} named />
      </section>
    </>
  );
}
