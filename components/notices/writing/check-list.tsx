import { Icon, type IconName } from '@/components/ui/icon';
import type { RuleCheck } from '@/lib/notices/rules/checks';

const looks: Readonly<Record<RuleCheck['ok'], { icon: IconName; ink: string; said: string }>> = {
  met: { icon: 'check', ink: 'text-success-ink', said: '符合' },
  warn: { icon: 'warning', ink: 'text-warning-ink', said: '请留意' },
  broken: { icon: 'alert', ink: 'text-error-ink', said: '不符合' },
};

/** What is still to be done in a form that nobody has tried to send yet is no fault. */
const todo = { icon: 'info', ink: 'text-muted', said: '待完成' } as const;

/** What is still being looked through is neither well nor ill. */
const waiting = { icon: 'info', ink: 'text-muted', said: '核对中' } as const;

type CheckListProps = {
  checks: readonly RuleCheck[];
  calm?: boolean;
  /** The text is just being screened: what it held before says nothing. */
  screening?: boolean;
};

/** 规则核对: every rule with how it stands and its clause. */
export function CheckList({ checks, calm = false, screening = false }: CheckListProps) {
  const lines = checks.map((check) => {
    const unknown = screening && check.field === 'answers' && check.ok === 'met';
    if (unknown) return { ...check, ...waiting, text: '正在筛查内容…' };
    return { ...check, ...(calm && check.ok === 'broken' ? todo : looks[check.ok]) };
  });
  return (
    <ul aria-label="规则核对" className="flex flex-col gap-2">
      {lines.map(({ clause, text, icon, ink, said }) => (
        <li key={text} className="flex gap-2">
          <Icon name={icon} className={`mt-1 size-4 shrink-0 ${ink}`} />
          <span className="min-w-0">
            <span className="sr-only">{said}：</span>
            {text} <span className="whitespace-nowrap text-muted text-xs">制度 {clause}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
