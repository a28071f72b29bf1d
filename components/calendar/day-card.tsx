import { ActionButton } from '@/components/form/action-button';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import { removeCalendarDayAction } from '@/lib/calendar/actions';
import { publicDay } from '@/lib/calendar/published';
import type { CalendarDay } from '@/lib/calendar/queries';
import { DayForm } from './day-form';

const said = (working: boolean, name: string | null) =>
  `${working ? '上班' : '放假'}${name ? `（${name}）` : ''}`;

function OwnWord({ day, manage }: { day: CalendarDay; manage: boolean }) {
  if (!day.own) return <>未调整</>;
  return (
    <div className="flex flex-col items-start gap-2">
      <p>
        {said(day.own.working, day.own.name)}，依据：{day.own.source}
        <span className="block text-muted text-xs">
          {day.own.changedByName}，<DateTime at={day.own.changedAt} />
        </span>
      </p>
      {manage ? (
        <ActionButton
          action={removeCalendarDayAction}
          input={{ day: day.day, reason: '' }}
          label="取消调整"
          kind="danger"
          size="small"
          reason={{ field: 'reason', label: '取消原因' }}
          success="已取消，按公布的安排执行"
        />
      ) : null}
    </div>
  );
}

/** What is said about one day, by whom, and the office's way to say otherwise. */
export function DayCard({ day, manage }: { day: CalendarDay; manage: boolean }) {
  const published = publicDay(day.day);
  return (
    <Card title={day.day} aside={day.provisional ? <Badge tone="warning">暂定</Badge> : null}>
      <DefinitionList
        columns={1}
        items={[
          { term: '现行安排', value: <strong>{said(day.working, day.name)}</strong> },
          {
            term: '全国安排',
            value: `${said(published.working, published.name)}${published.provisional ? '，尚未公布' : ''}`,
          },
          { term: '本单位', value: <OwnWord day={day} manage={manage} /> },
        ]}
      />
      {manage ? (
        <div className="mt-4 border-base-300 border-t pt-4">
          <DayForm day={day} />
        </div>
      ) : null}
    </Card>
  );
}
