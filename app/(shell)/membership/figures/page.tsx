import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ConformityTable } from '@/components/groups/figures/conformity-table';
import { behind, FigureTable } from '@/components/groups/figures/figure-table';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { PageHeader } from '@/components/ui/page-header';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { TabLinks } from '@/components/ui/tab-links';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { conformityList, figureList, periodChoices } from '@/lib/groups/figures/list';
import {
  chosenPeriod,
  conformityByGroup,
  requestFiguresByUnit,
  seesFigures,
} from '@/lib/groups/figures/queries';
import { definitions, hoursText } from '@/lib/groups/figures/rules';
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
  const [{ total, units }, conformity] = await Promise.all([
    requestFiguresByUnit(actor, period),
    conformityByGroup(actor),
  ]);
  const tabs = periodChoices.map(({ value, label }) => ({
    href: `/membership/figures?period=${value}`,
    label,
    current: value === period,
  }));
  return (
    <>
      <PageHeader
        title="办理统计"
        back={{ href: '/membership', label: '入群退群申请' }}
        crumb="制度 2.1.1、2.1.2"
      />
      <TabLinks label="提交时间" items={tabs} />
      <StatRow>
        <StatCard
          label="提交"
          value={total.submitted}
          note={`驳回 ${total.rejected} 件`}
          href={behind(total, { period })}
        />
        <StatCard label="审核用时" value={hoursText(total.decisionHours)} note="工作时间，中位数" />
        <StatCard label="办理用时" value={hoursText(total.handlingHours)} note="工作时间，中位数" />
        <StatCard
          label="现在逾期"
          value={total.overdue}
          note="件"
          tone={total.overdue ? 'error' : 'normal'}
          href={behind(total, { status: 'submitted', overdue: 'yes' })}
        />
      </StatRow>
      <div className="mb-2 flex items-center justify-between">
        <h2 className="font-medium">各单位</h2>
        <ExportLink href={`/api/export/${figureList.name}?period=${period}`} />
      </div>
      <FigureTable rows={units} period={period} />
      <div className="mt-6 mb-2 flex items-center justify-between" id="nicknames">
        <h2 className="font-medium">各群昵称规范率</h2>
        <ExportLink href={`/api/export/${conformityList.name}`} />
      </div>
      <ConformityTable rows={conformity} />
      <Card title="统计口径" className="mt-6">
        <DefinitionList
          items={definitions.map(({ figure, means }) => ({ term: figure, value: means, wide: true }))}
        />
      </Card>
    </>
  );
}
