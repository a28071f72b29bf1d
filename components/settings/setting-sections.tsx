import { ClearFilters } from '@/components/list/clear-filters';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState } from '@/lib/core/paging';
import type { SettingRow } from '@/lib/settings/queries';
import type { SettingArea } from '@/lib/settings/rules';
import { type SettingTopic, topicNames, topicOf } from '@/lib/settings/topics';
import { SettingTable } from './setting-table';

const keepers: Record<SettingArea, string> = {
  rules: '由街道办公室管理员调整',
  signin: '由系统管理员调整',
};

interface SettingSectionsProps {
  base: string;
  state: ListState;
  rows: readonly SettingRow[];
}

/** The settings part by part, with the way to each part. */
export function SettingSections({ base, state, rows }: SettingSectionsProps) {
  const sections = (Object.keys(topicNames) as SettingTopic[])
    .map((topic) => ({ topic, rows: rows.filter(({ key }) => topicOf(key) === topic) }))
    .filter(({ rows: own }) => own.length > 0);
  if (!sections.length)
    return (
      <div className="mb-6 rounded-lg border border-base-300 bg-base-100">
        <EmptyState title="没有找到设置项" hint="可以换个说法，如“时限”“提醒”“密码”。" />
        <div className="-mt-6 pb-10 text-center">
          <ClearFilters base={base} state={state} />
        </div>
      </div>
    );
  return (
    <>
      {sections.length > 1 ? (
        <nav aria-label="设置分类" className="no-print mb-4 flex flex-wrap gap-x-4 gap-y-1">
          {sections.map(({ topic, rows: own }) => (
            <a key={topic} href={`#${topic}`} className="min-h-8 py-1 text-link hover:underline">
              {topicNames[topic]} <span className="text-muted tabular-nums">{own.length}</span>
            </a>
          ))}
        </nav>
      ) : null}
      {sections.map(({ topic, rows: own }) => (
        <section key={topic} aria-labelledby={topic} className="mb-6">
          <h2 id={topic} className="mb-2 scroll-mt-20 font-medium">
            {topicNames[topic]}{' '}
            <span className="font-normal text-muted text-sm">{keepers[own[0]?.area ?? 'rules']}</span>
          </h2>
          <SettingTable caption={topicNames[topic]} rows={own} />
        </section>
      ))}
    </>
  );
}
