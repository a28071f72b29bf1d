import { TabLinks } from '@/components/ui/tab-links';

const base = '/admin/screening';
const tabs = [
  { path: '', label: '试筛' },
  { path: '/words', label: '词库' },
  { path: '/import', label: '导入' },
  { path: '/versions', label: '版本' },
] as const;

/** The parts of /admin/screening. */
export function ScreeningTabs({ current }: { current: (typeof tabs)[number]['path'] }) {
  return (
    <TabLinks
      label="内容筛查"
      items={tabs.map(({ path, label }) => ({ href: `${base}${path}`, label, current: path === current }))}
    />
  );
}
