import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FigureCards } from '@/components/groups/figures/figure-cards';
import { FigureTable } from '@/components/groups/figures/figure-table';
import { GroupFigureTable } from '@/components/groups/figures/group-table';
import { PeriodTabs } from '@/components/groups/figures/period-tabs';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { conformityList, figureList } from '@/lib/groups/figures/list';
import { figuresByGroup, requestFiguresByUnit, seesFigures } from '@/lib/groups/figures/queries';
import { chosenPeriod, definitions } from '@/lib/groups/figures/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '办理统计' };

function ExportLink({ href }: { href: string }) {
  return (
    <a href={href} download className={`no-print ${buttonClass('plain', 'small')}`}>
      导出 Excel
    </a>
  );
}

export default async function FiguresPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.view');
  if (!(actor && seesFigures(actor))) notFound();
  const period = chosenPeriod(parseList(figureList, await searchParams));
  const [{ total, units }, byGroup] = await Promise.all([
    requestFiguresByUnit(actor, period),
    figuresByGroup(actor),
  ]);
  const seesOrders = mayAtAll(actor, 'orders.manage');
  return (
    <>
      <PageHeader
        title="办理统计"
        back={{ href: '/membership', label: '入群退群申请' }}
        crumb="制度 2.1.1、2.1.2"
      />
      <PeriodTabs period={period} />
      <FigureCards total={total} byGroup={byGroup} period={period} linked={seesOrders} />
      <div className="mb-2 flex items-center justify-between">
        <h2 className="font-medium">各单位</h2>
        <ExportLink href={`/api/export/${figureList.name}?period=${period}`} />
      </div>
      <FigureTable rows={units} period={period} />
      <div className="mt-6 mb-2 flex items-center justify-between" id="nicknames">
        <h2 className="font-medium">各群昵称和办理情况</h2>
        <ExportLink href={`/api/export/${conformityList.name}`} />
      </div>
      <GroupFigureTable rows={byGroup} linked={seesOrders} />
      <Card title="统计口径" className="mt-6">
        <DefinitionList
          items={definitions.map(({ figure, means }) => ({ term: figure, value: means, wide: true }))}
        />
      </Card>
    </>
  );
}
