import { TextLink } from '@/components/ui/button';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import type { Actor } from '@/lib/access/actor';
import { requestFigures } from '@/lib/groups/requests/queries/figures';

/** The figures above the list; each leads to the rows behind it. */
export async function RequestFigures({ actor }: { actor: Actor }) {
  const figures = await requestFigures(actor);
  const { overdue, averageDays, members, confirmedNicknames } = figures;
  const share = members ? `${((confirmedNicknames / members) * 100).toFixed(1)}%` : '—';
  return (
    <>
      <StatRow>
        <StatCard
          label="待审核"
          value={figures.submitted}
          note={overdue ? `${overdue} 件逾期` : '均在时限内'}
          tone={overdue ? 'error' : 'normal'}
          href="/membership?status=submitted&sort=due"
        />
        <StatCard
          label="待办理"
          value={figures.approved}
          note={`${figures.approvedGroups} 个群`}
          href="/membership?status=approved&sort=due"
        />
        <StatCard
          label="本月办结"
          value={figures.doneThisMonth}
          note={averageDays === null ? '—' : `平均 ${averageDays.toFixed(1)} 天`}
          href="/membership?status=done&sort=-submitted"
        />
        <StatCard
          label="昵称已规范"
          value={share}
          note={`${confirmedNicknames} / ${members} 人次`}
          href="/membership/figures#nicknames"
        />
      </StatRow>
      <p className="no-print -mt-2 mb-2 text-right">
        <TextLink href="/membership/figures">各单位、各群的办理统计</TextLink>
      </p>
    </>
  );
}
