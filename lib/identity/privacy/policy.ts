import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** Everything kept of a person goes to himself, or to the Office when he has asked in writing. */
export function mayExportPersonalData(actor: Actor, personId: string): Verdict {
  if (actor.personId === personId) return verdict(actor, 'account.own', { personId });
  const answer = verdict(actor, 'people.manage');
  return answer.allowed ? answer : denied('只能导出本人的信息；他人的由街道办公室凭本人书面申请导出');
}
