import type { Refusal } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import type { Workflow } from './workflow';

interface Last<Status extends string> {
  status: Status;
  statusAt: Date;
  statusByName: string;
}

/** The refusal of whoever came second: it names who was first, when, and where the thing stands now. */
export function movedBy<Status extends string>(
  workflow: Workflow<Status, string>,
  row: Last<Status>,
): Refusal {
  return {
    code: 'conflict',
    message: `已由${row.statusByName}于 ${formatShort(row.statusAt)} 处理，现为「${workflow.states[row.status].label}」`,
  };
}
