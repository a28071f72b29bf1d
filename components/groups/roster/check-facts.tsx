import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { PageLink } from '@/components/ui/page-link';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { type ListState, listHref } from '@/lib/core/paging';
import type { CheckShown, KindCounts, Since } from '@/lib/groups/roster/queries/check';
import { rosterKindNames } from '@/lib/groups/roster/states';

/** What a check found, in figures. */
export function CheckFigures({ check, counts }: { check: CheckShown; counts: KindCounts }) {
  const conform = counts.conforms?.all ?? 0;
  const share = check.members ? `${((conform / check.members) * 100).toFixed(1)}%` : '—';
  return (
    <StatRow>
      <StatCard
        label="群内名单"
        value={check.listed}
        note={check.skipped ? `另略去 ${check.skipped} 行` : '人'}
      />
      <StatCard label="登记成员" value={check.members} note="人" />
      <StatCard label="相符" value={conform} note={`占登记 ${share}`} />
      <StatCard
        label="待处理"
        value={check.open}
        {...(check.open ? { note: '逐行处理或注明原因', tone: 'warning' as const } : { note: '已全部处理' })}
      />
    </StatRow>
  );
}

type SinceCardProps = { since: Since; before: CheckShown; base: string; state: ListState };

/** What has changed since the check before. */
export function SinceCard({ since, before, base, state }: SinceCardProps) {
  const href = (news: string) =>
    listHref(base, state, {
      filters: { ...(state.filters.check ? { check: state.filters.check } : {}), news: [news] },
    });
  const { fresh, again, mended, gone, settled } = since;
  return (
    <Card title="与上次相比" hint={<DateTime at={before.takenAt} />}>
      <dl className="grid grid-cols-2 gap-2">
        <Figure label="新出现" value={fresh} href={href('new')} />
        <Figure label="上次就有" value={again} href={href('again')} />
        <Figure label="已改正" value={mended} />
        <Figure label="已不在群" value={gone} />
      </dl>
      {settled.length ? (
        <details className="mt-3">
          <summary className="min-h-8 cursor-pointer text-link">看改正和不在群的</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {settled.map(({ subject, kind, label, mended: good }) => (
              <li key={subject} className="flex flex-wrap items-center gap-2">
                <Badge tone={good ? 'success' : 'neutral'}>{good ? '已改正' : '已不在群'}</Badge>
                <span className="break-all">{label}</span>
                <span className="text-muted text-xs">原{rosterKindNames[kind].label}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

function Figure({ label, value, href }: { label: string; value: number; href?: string }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="text-muted">{label}</dt>
      <dd className="font-medium tabular-nums">
        {href && value ? (
          <PageLink href={href} className="text-link hover:underline">
            {value}
          </PageLink>
        ) : (
          value
        )}
      </dd>
    </div>
  );
}

/** Every check of the group, newest first. */
export function CheckHistory({
  checks,
  current,
  base,
}: {
  checks: readonly CheckShown[];
  current: string;
  base: string;
}) {
  return (
    <Card title="历次比对" padded={false}>
      <ul className="divide-y divide-base-300">
        {checks.map((check) => (
          <li key={check.id}>
            <PageLink
              href={`${base}?check=${check.id}`}
              aria-current={check.id === current ? 'page' : undefined}
              className="flex min-h-11 flex-col px-4 py-2 hover:bg-soft aria-[current=page]:bg-info-soft"
            >
              <DateTime at={check.takenAt} />
              <span className="text-muted text-xs">
                {check.takenByName} · 群内 {check.listed} 人
                {check.open ? ` · 待处理 ${check.open}` : ' · 已处理完'}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
