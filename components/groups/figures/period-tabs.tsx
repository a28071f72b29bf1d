import { TabLinks } from '@/components/ui/tab-links';
import { periodChoices } from '@/lib/groups/figures/list';
import type { Period } from '@/lib/groups/figures/rules';

/** Of which time the figures are. */
export function PeriodTabs({ period }: { period: Period }) {
  return (
    <TabLinks
      label="提交时间"
      items={periodChoices.map(({ value, label }) => ({
        href: `/membership/figures?period=${value}`,
        label,
        current: value === period,
      }))}
    />
  );
}
