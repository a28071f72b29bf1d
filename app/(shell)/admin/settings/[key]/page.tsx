import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChangeTable } from '@/components/settings/change-table';
import { SettingForm } from '@/components/settings/setting-form';
import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { pageActor } from '@/lib/request/viewer';
import { settingChangeList } from '@/lib/settings/list';
import { listSettingChanges, listSettings } from '@/lib/settings/queries';
import { areaNames } from '@/lib/settings/rules';

export const metadata: Metadata = { title: '调整设置' };

type Props = { params: Promise<{ key: string }>; searchParams: Promise<SearchParams> };

export default async function SettingPage({ params, searchParams }: Props) {
  const actor = await pageActor('settings.view');
  if (!actor) notFound();
  const { key } = await params;
  const setting = (await listSettings(actor)).find((row) => row.key === key);
  if (!setting) notFound();
  const state = parseList(settingChangeList, { ...(await searchParams), key: setting.key });
  const changes = await listSettingChanges(actor, state);
  const back = { href: '/admin/settings', label: '规则设置' };
  return (
    <>
      <PageHeader title={setting.label} back={back} crumb={areaNames[setting.area]} />
      <div className="mb-6 grid items-start gap-4 lg:grid-cols-2">
        <Card title="现行规定">
          <DefinitionList
            columns={1}
            items={[
              { term: '说明', value: setting.hint },
              { term: '现行值', value: <strong className="tabular-nums">{setting.value}</strong> },
              { term: '默认值', value: setting.initial },
              { term: '依据', value: setting.clause ? `制度 ${setting.clause}` : '—' },
            ]}
          />
        </Card>
        <Card title="调整">
          {setting.may.change ? (
            <SettingForm settingKey={setting.key} value={setting.field} version={setting.version} />
          ) : (
            <Notice>
              此项由{setting.area === 'rules' ? '街道办公室管理员' : '系统管理员'}调整，您可以查看。
            </Notice>
          )}
        </Card>
      </div>
      <h2 className="mb-2 font-medium">调整记录</h2>
      <ChangeTable base={`/admin/settings/${setting.key}`} state={state} page={changes} named={false} />
    </>
  );
}
