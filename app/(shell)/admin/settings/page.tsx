import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ChangeTable } from '@/components/settings/change-table';
import { SettingTable } from '@/components/settings/setting-table';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { pageActor } from '@/lib/request/viewer';
import { settingChangeList } from '@/lib/settings/list';
import { listSettingChanges, listSettings } from '@/lib/settings/queries';
import { areaNames, type SettingArea } from '@/lib/settings/rules';

export const metadata: Metadata = { title: '规则设置' };

const base = '/admin/settings';
const keepers: Record<SettingArea, string> = {
  rules: '由街道办公室管理员调整',
  signin: '由系统管理员调整',
};

export default async function SettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('settings.view');
  if (!actor) notFound();
  const state = parseList(settingChangeList, await searchParams);
  const [rows, changes] = await Promise.all([listSettings(actor), listSettingChanges(actor, state)]);
  return (
    <>
      <PageHeader title="规则设置" crumb="系统 / 制度 8" note="调整须写明原因，保存后立即生效" />
      {(Object.keys(areaNames) as SettingArea[]).map((area) => (
        <section key={area} aria-labelledby={area} className="mb-6">
          <h2 id={area} className="mb-2 font-medium">
            {areaNames[area]} <span className="font-normal text-muted text-sm">{keepers[area]}</span>
          </h2>
          <SettingTable caption={areaNames[area]} rows={rows.filter((row) => row.area === area)} />
        </section>
      ))}
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
