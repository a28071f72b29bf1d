import type { OrderStatus, RequestKind, RequestStatus, TransferStatus } from '@/db/schema/membership';
import { officeDay } from '@/lib/core/time';
import type { State } from '@/lib/workflow/workflow';
import { shownState } from '../requests/states';

/** Where a request of a transfer stands: one that nothing but the day is missing for says so. */
export function stateOfPart(
  request: { kind: RequestKind; status: RequestStatus; latestOrder: OrderStatus | null },
  { status, effectiveOn }: { status: TransferStatus; effectiveOn: string },
): State {
  const transferOn = status === 'planned' ? effectiveOn : null;
  return shownState({ ...request, transferOn }, request.latestOrder ?? undefined);
}

/** The last day a transfer may be planned for, the same day a year on: `2027-11-23`. What lies beyond is a slip of the pen. */
export function latestDay(at: Date): string {
  const [year = 0, month = 1, day = 1] = officeDay(at).split('-').map(Number);
  return new Date(Date.UTC(year + 1, month - 1, day)).toISOString().slice(0, 10);
}

/** Reasons most transfers have; the form offers them, others are typed. */
export const commonTransferReasons = ['岗位调整', '干部交流', '借调', '机构改革', '工作需要'] as const;

/** What may have come between a plan and its day. */
export interface CarryFacts {
  personName: string;
  departed: boolean;
  /** He is where the plan takes him from. */
  atOldUnit: boolean;
  /** He heads the unit he is to leave. */
  heads: boolean;
  toUnit: string;
  toUnitArchived: boolean;
}

/** Why a planned transfer cannot be carried out on its day; undefined when nothing stands in the way. */
export function carryObstacle(facts: CarryFacts): string | undefined {
  if (facts.departed) return `${facts.personName}已离任`;
  if (facts.toUnitArchived) return `${facts.toUnit}已撤销`;
  if (!facts.atOldUnit) return `${facts.personName}已不在原单位`;
  return facts.heads ? `${facts.personName}仍是原单位负责人` : undefined;
}
