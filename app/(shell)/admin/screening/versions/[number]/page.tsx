import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChangeTable } from '@/components/screening/change-table';
import { RestoreButton } from '@/components/screening/restore-button';
import { countsText } from '@/components/screening/version-table';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { changeList } from '@/lib/dictionaries/list';
import { versionDetail } from '@/lib/dictionaries/queries/versions';
import { actNames } from '@/lib/dictionaries/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '词库版本' };

type Props = { params: Promise<{ number: string }>; searchParams: Promise<SearchParams> };

export default async function VersionPage({ params, searchParams }: Props) {
  const actor = await pageActor('screening.manage');
  const { number: text } = await params;
  const state = parseList(changeList, await searchParams);
  const version =
    actor && /^[1-9]\d{0,8}$/.test(text) ? await versionDetail(actor, Number(text), state) : null;
  if (!version) notFound();
  const { number, latest } = version;
  return (
    <>
      <PageHeader
        title={`词库第 ${number} 版`}
        back={{ href: '/admin/screening/versions', label: '词库版本' }}
      />
      <Card
        className="mb-4"
        title={actNames[version.act]}
        aside={number === latest ? <Badge tone="success">现行版本</Badge> : null}
      >
        <DefinitionList
          items={[
            { term: '词条', value: countsText(version) || '无' },
            { term: '原因', value: version.reason },
            { term: '更新人', value: version.changedByName },
            { term: '更新时间', value: <DateTime at={version.changedAt} /> },
          ]}
        />
        {version.may.restore ? (
          <div className="mt-4">
            <RestoreButton number={number} latest={latest} />
          </div>
        ) : null}
      </Card>
      <ChangeTable base={`/admin/screening/versions/${number}`} state={state} page={version.changes} />
    </>
  );
}
