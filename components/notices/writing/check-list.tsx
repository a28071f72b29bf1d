import { Icon, type IconName } from '@/components/ui/icon';
import type { RuleCheck } from '@/lib/notices/rules/checks';

const looks: Readonly<Record<RuleCheck['ok'], { icon: IconName; ink: string; said: string }>> = {
  met: { icon: 'check', ink: 'text-success-ink', said: '符合' },
  warn: { icon: 'warning', ink: 'text-warning-ink', said: '请留意' },
  broken: { icon: 'alert', ink: 'text-error-ink', said: '不符合' },
};

/** What is still to be done in a form that nobody has tried to send yet is no fault. */
const todo = { icon: 'info', ink: 'text-muted', said: '待完成' } as const;

type CheckListProps = { checks: readonly RuleCheck[]; calm?: boolean };

/** 规则核对: every rule with how it stands and its clause. */
export function CheckList({ checks, calm = false }: CheckListProps) {
  const lookOf = (ok: RuleCheck['ok']) => (calm && ok === 'broken' ? todo : looks[ok]);
  return (
    <ul aria-label="规则核对" className="flex flex-col gap-2">
      {checks.map(({ clause, ok, text }) => (
        <li key={text} className="flex gap-2">
          <Icon name={lookOf(ok).icon} className={`mt-1 size-4 shrink-0 ${lookOf(ok).ink}`} />
          <span className="min-w-0">
            <span className="sr-only">{lookOf(ok).said}：</span>
            {text} <span className="whitespace-nowrap text-muted text-xs">制度 {clause}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
