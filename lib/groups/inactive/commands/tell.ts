import type { Tx } from '@/db/client';
import type { EscalatedWhy } from '@/db/schema/sweeps';
import { formatMoment } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { officeAdmins } from '../../orders/queries/recipients';
import { escalatedNames } from '../rules';

/** A question by whom it goes to: the unit, or the Office and why. */
interface Told {
  unitId: string;
  escalatedWhy: EscalatedWhy | null;
}

export const unitHref = '/inactive?status=asked&sort=due';
const officeHref = '/inactive?status=escalated&sort=due';

/** How many questions each head, or who stands in for him, has. */
export function countByHead(
  questions: readonly { unitId: string }[],
  heads: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { unitId } of questions)
    for (const head of heads.get(unitId) ?? []) counts.set(head, (counts.get(head) ?? 0) + 1);
  return counts;
}

/** Asks: one message to each head with how many of his people it is about, and one to the Office of what it decides itself. */
export async function tellAsked(
  tx: Tx,
  {
    questions,
    heads,
    days,
    dueAt,
  }: {
    questions: readonly Told[];
    heads: ReadonlyMap<string, readonly string[]>;
    days: number;
    dueAt: Date;
  },
): Promise<void> {
  const asked = countByHead(
    questions.filter(({ escalatedWhy }) => !escalatedWhy),
    heads,
  );
  await notify(
    tx,
    [...asked].map(([personId, count]) => ({
      personId,
      kind: 'membership' as const,
      title: `本单位 ${count} 人次超过 ${days} 天没有活动，请答复保留或移出`,
      detail: `${formatMoment(dueAt)} 前答复，逾期由街道办公室决定`,
      href: unitHref,
    })),
  );
  await tellOffice(
    tx,
    questions.flatMap(({ escalatedWhy }) => (escalatedWhy ? [escalatedWhy] : [])),
  );
}

/** One message to everybody of the Office of questions that have become his to decide, with why. */
export async function tellOffice(tx: Tx, whys: readonly EscalatedWhy[]): Promise<void> {
  if (!whys.length) return;
  const reasons = [...new Set(whys)].map((why) => escalatedNames[why]).join('、');
  const office = await officeAdmins(tx);
  await notify(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'membership' as const,
      title: `${whys.length} 人次不活跃成员待街道办公室决定`,
      detail: reasons,
      href: officeHref,
    })),
  );
}
