import { StatCard, StatRow } from '@/components/ui/stat-card';
import { type FigureRow, type GroupFigures, lateOf } from '@/lib/groups/figures/list';
import { hoursText, type Period } from '@/lib/groups/figures/rules';
import { behind } from './figure-table';
import { lateOrders } from './group-table';

interface FigureCardsProps {
  total: FigureRow;
  byGroup: readonly GroupFigures[];
  period: Period;
  /** The reader may see the orders behind a number. */
  linked: boolean;
}

/** Of all units: what was asked for, how long it took, and what is late just now, with the Office or in the chats. */
export function FigureCards({ total, byGroup, period, linked }: FigureCardsProps) {
  const late = byGroup.reduce((sum, row) => sum + lateOf(row), 0);
  return (
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
        label="现逾期未审"
        value={total.overdue}
        note="件，此刻"
        tone={total.overdue ? 'error' : 'normal'}
        href={behind(total, { status: 'submitted', overdue: 'yes' })}
      />
      <StatCard
        label="群内逾期"
        value={late}
        note="件，此刻"
        tone={late ? 'error' : 'normal'}
        {...(linked ? { href: lateOrders() } : {})}
      />
    </StatRow>
  );
}
