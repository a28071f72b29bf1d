import type { SweepStatus } from '@/db/schema/sweeps';
import { defineWorkflow, type State } from '@/lib/workflow/workflow';

const sweepStates = {
  asked: { label: '待单位答复', tone: 'warning' },
  escalated: { label: '待办公室决定', tone: 'warning' },
  kept: { label: '已保留', tone: 'success' },
  removed: { label: '已移出', tone: 'neutral' },
  lapsed: { label: '已作罢', tone: 'neutral' },
} as const satisfies Record<SweepStatus, State>;

/**
 * 不活跃成员清理 (2.2.1c), one membership: the head of the unit is asked; what he does not answer in time, or cannot, the Office
 * decides. `lapse` is the consequence of having left, or of being seen again.
 */
export const sweepWorkflow = defineWorkflow({
  name: 'inactive',
  label: '不活跃成员',
  states: sweepStates,
  verbs: {
    keep: { label: '保留', from: ['asked', 'escalated'], to: 'kept', clause: '2.2.1c' },
    remove: { label: '移出', from: ['asked', 'escalated'], to: 'removed', clause: '2.2.1c' },
    escalate: { label: '转办公室决定', from: ['asked'], to: 'escalated', clause: '2.2.1c' },
    lapse: { label: '作罢', from: ['asked', 'escalated'], to: 'lapsed', clause: '2.2.1c' },
  },
});

/** A membership is asked about once at a time. */
export const openSweepStatuses = ['asked', 'escalated'] as const satisfies SweepStatus[];
