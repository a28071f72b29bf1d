import { Card } from '@/components/ui/card';
import { PageLink } from '@/components/ui/page-link';
import { Progress } from '@/components/ui/progress';
import { formatMoment } from '@/lib/core/time';
import type { Standings, SweepRow, UnitProgress } from '@/lib/groups/inactive/queries/sweeps';
import { sweepName } from '@/lib/groups/inactive/rules';
import { LeftOutGroups, passedText } from './left-out';

const total = (row: Standings): number => row.asked + row.escalated + row.kept + row.removed + row.lapsed;

const answered = (row: Standings): number => row.kept + row.removed + row.lapsed;

/** One sweep: how far it has got, unit by unit, and what it passed over. */
export function SweepCard({ sweep, progress }: { sweep: SweepRow; progress: readonly UnitProgress[] }) {
  const passed = passedText(sweep.passed);
  const done = sweep.asked + sweep.escalated === 0;
  return (
    <Card
      title={sweepName(sweep)}
      hint={`${sweep.startedByName}发起，询问超过 ${sweep.days} 天没有活动的成员；${
        done ? '已全部答复' : `${formatMoment(sweep.dueAt)} 前答复`
      }`}
      className="mb-4"
      padded={false}
    >
      {progress.length ? (
        <ul className="grid grid-cols-1 gap-x-6 px-4 py-2 md:grid-cols-2 xl:grid-cols-3">
          {progress.map((unit) => (
            <UnitLine key={unit.unitId} sweepId={sweep.id} unit={unit} />
          ))}
        </ul>
      ) : (
        <p className="px-4 py-3 text-muted">没有需要答复的成员。</p>
      )}
      <div className="flex flex-col gap-1 border-base-300 border-t px-4 py-2 text-muted text-xs">
        <p>
          纳入 {sweep.groupCount} 个群。{passed ? `未列入：${passed}。` : ''}
        </p>
        <LeftOutGroups groups={sweep.leftOut} />
      </div>
    </Card>
  );
}

/** `和平社区 3 / 5`, with what is still open. */
function UnitLine({ sweepId, unit }: { sweepId: string; unit: UnitProgress }) {
  return (
    <li className="flex min-h-9 items-center gap-2 max-md:min-h-11">
      <PageLink
        href={`/inactive?sweep=${sweepId}&unit=${unit.unitId}&sort=due`}
        className="min-w-0 text-link md:truncate hover:underline"
      >
        {unit.unitName}
      </PageLink>
      <Progress
        className="ml-auto w-20 shrink-0 max-md:w-12"
        value={answered(unit)}
        max={total(unit)}
        label={`${unit.unitName}的答复进度`}
      />
      <span className="w-14 shrink-0 text-right tabular-nums">
        {answered(unit)} / {total(unit)}
      </span>
      <span
        className={`w-20 shrink-0 text-xs max-md:w-16 ${unit.escalated ? 'text-warning-ink' : 'text-muted'}`}
      >
        {standing(unit)}
      </span>
    </li>
  );
}

function standing({ asked, escalated }: Standings): string {
  if (escalated) return `办公室 ${escalated}`;
  return asked ? '待答复' : '已答复';
}
