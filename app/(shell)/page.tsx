import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { Latest } from '@/components/workbench/latest';
import { LineList } from '@/components/workbench/line-list';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { pageActor } from '@/lib/request/viewer';
import { board } from '@/lib/workbench/queries/board';
import type { Line } from '@/lib/workbench/rules';

export const metadata: Metadata = { title: '工作台' };

const order = (lines: readonly Line[]): string =>
  lines.some(({ urgent }) => urgent) ? '突发事件在前，其次逾期' : '逾期在前';

export default async function WorkbenchPage() {
  const actor = await pageActor('workbench.view');
  if (!actor) notFound();
  const { greeting, cards, lines, further, latest, next } = await board(actor);
  const dated = lines.length === 0 || lines.some((line) => line.deadline);
  return (
    <>
      <PageHeader title="工作台" crumb={greeting} />
      {cards.length > 0 ? (
        <StatRow>
          {cards.map(({ key, ...card }) => (
            <StatCard key={key} {...card} />
          ))}
        </StatRow>
      ) : null}
      <div className="grid gap-4">
        <Card
          {...(dated ? { title: '按时限排列', hint: order(lines) } : { title: '待办与关注' })}
          padded={false}
        >
          {lines.length > 0 ? (
            <LineList lines={lines} further={further > 0} />
          ) : (
            <EmptyState
              title="没有等您处理的事项"
              hint={next.hint}
              action={<ButtonLink href={next.href}>{next.label}</ButtonLink>}
            />
          )}
        </Card>
        <Latest messages={latest} today={officeDay(now())} />
      </div>
    </>
  );
}
