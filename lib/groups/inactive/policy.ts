import type { SweepStatus } from '@/db/schema/sweeps';
import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** Whom a question concerns, and who is to answer it just now. */
export interface SweepParties {
  unitId: string;
  personId: string;
  status: SweepStatus;
}

/** An office_admin starts a sweep by hand. */
export function mayStartSweep(actor: Actor): Verdict {
  return verdict(actor, 'inactive.start', {}, '由街道办公室发起清理');
}

/** The head of the unit or his delegate while he is asked, the Office once it is its turn; nobody about himself. */
export function mayAnswer(actor: Actor, { unitId, personId, status }: SweepParties): Verdict {
  const office = verdict(actor, 'inactive.decide', { unitId });
  const head = verdict(actor, 'inactive.answer', { unitId });
  if (!(office.allowed || head.allowed)) return head;
  const principal = head.allowed ? head.grant.onBehalfOf?.id : undefined;
  if ([actor.personId, principal].includes(personId)) return denied('涉及本人，须由他人答复', '2.2.1c');
  if (status === 'asked' && !head.allowed)
    return denied('正在等单位负责人答复，逾期未答复的再由街道办公室决定', '2.2.1c');
  if (status === 'escalated') return office.allowed ? office : denied('已转街道办公室决定', '2.2.1c');
  return head.allowed ? head : office;
}
