import type { Tx } from '@/db/client';
import type { EscalatedWhy } from '@/db/schema/sweeps';
import { formatMoment } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { officeAdmins } from '../../orders/queries/recipients';
import { escalatedNames } from '../rules';

/** A question by whom it goes to: the unit, or the Office and why. */
interface Told {
  unitId: string;
  dueAt: Date;
  escalatedWhy: EscalatedWhy | null;
}

export const unitHref = '/inactive?status=asked&sort=due';
const officeHref = '/inactive?status=escalated&sort=due';

/** What each head, or who stands in for him, is asked: how many questions, and when the first of them is due. */
export function askedByHead(
  questions: readonly { unitId: string; dueAt: Date }[],
  heads: ReadonlyMap<string, readonly string[]>,
): Map<string, { count: number; dueAt: Date }> {
  const asked = new Map<string, { count: number; dueAt: Date }>();
  for (const { unitId, dueAt } of questions)
    for (const head of heads.get(unitId) ?? []) {
      const known = asked.get(head);
      const first = known && known.dueAt < dueAt ? known.dueAt : dueAt;
      asked.set(head, { count: (known?.count ?? 0) + 1, dueAt: first });
    }
  return asked;
}

/** Asks: one message to each head with how many of his people it is about, and one to the Office of what it decides itself. */
export async function tellAsked(
  tx: Tx,
  {
    questions,
    heads,
    days,
  }: {
    questions: readonly Told[];
    heads: ReadonlyMap<string, readonly string[]>;
    days: number;
  },
): Promise<void> {
  const asked = askedByHead(
    questions.filter(({ escalatedWhy }) => !escalatedWhy),
    heads,
  );
  await notify(
    tx,
    [...asked].map(([personId, { count, dueAt }]) => ({
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
