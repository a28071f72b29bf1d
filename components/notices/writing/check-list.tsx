import { Icon, type IconName } from '@/components/ui/icon';
import type { RuleCheck } from '@/lib/notices/rules/checks';

const looks: Readonly<Record<RuleCheck['ok'], { icon: IconName; ink: string; said: string }>> = {
  met: { icon: 'check', ink: 'text-success-ink', said: '符合' },
  warn: { icon: 'warning', ink: 'text-warning-ink', said: '请留意' },
  broken: { icon: 'alert', ink: 'text-error-ink', said: '不符合' },
};

/** 规则核对: every rule with how it stands and its clause; what is broken comes as it stands in the form. */
export function CheckList({ checks, columns = 1 }: { checks: readonly RuleCheck[]; columns?: 1 | 2 }) {
  return (
    <ul aria-label="规则核对" className={`grid gap-x-6 gap-y-2 ${columns === 2 ? 'md:grid-cols-2' : ''}`}>
      {checks.map(({ clause, ok, text, field }) => (
        <li key={`${field}${clause}`} className="flex gap-2">
          <Icon name={looks[ok].icon} className={`mt-1 size-4 shrink-0 ${looks[ok].ink}`} />
          <span className="min-w-0">
            <span className="sr-only">{looks[ok].said}：</span>
            {text}
            <span className="ml-1.5 whitespace-nowrap text-muted text-xs">制度 {clause}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
