import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import type { SweepPreview } from '@/lib/groups/inactive/queries/sweeps';
import { LeftOutGroups, passedText } from './left-out';
import { StartButton } from './start-button';

/** What a sweep begun now would ask, in numbers, before it is begun. */
export function StartForm({ preview }: { preview: SweepPreview }) {
  const { toAsk, days, groupCount, leftOut, passed, byUnit } = preview;
  const others = passedText(passed);
  return (
    <>
      <StatRow>
        <StatCard label="将询问" value={toAsk} note={`人次，超过 ${days} 天没有活动`} />
        <StatCard label="涉及单位" value={byUnit.length} note="个" />
        <StatCard label="纳入的群" value={groupCount} note={`未纳入 ${leftOut.length} 个`} />
      </StatRow>
      <Card title="各单位将被询问的人次" className="max-w-3xl">
        {toAsk ? (
          <ul className="mb-4 grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {byUnit.map(({ unitId, unitName, count }) => (
              <li key={unitId} className="flex justify-between">
                <span>{unitName}</span>
                <span className="tabular-nums">{count}</span>
              </li>
            ))}
          </ul>
        ) : (
          <Notice>目前没有需要询问的成员。</Notice>
        )}
        <div className="my-3 flex flex-col gap-1 text-muted text-sm">
          {others ? <p>不列入：{others}。</p> : null}
          <LeftOutGroups groups={leftOut} />
        </div>
        {toAsk ? <StartButton /> : null}
      </Card>
    </>
  );
}
