import { Badge } from '@/components/ui/badge';
import { type Severity, severityNames } from '@/lib/screening/categories';

export const severityTones = { block: 'error', warn: 'warning', hint: 'info' } as const;

/** 阻止, 警示 or 提示. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  return <Badge tone={severityTones[severity]}>{severityNames[severity]}</Badge>;
}
