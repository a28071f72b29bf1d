import { db } from '@/db/client';
import { units } from '@/db/schema/units';
import { newId } from '@/lib/core/id';
import type { SubmitJoins } from '@/lib/groups/joining/input';
import { emptyRow, type JoinRow } from '@/lib/groups/joining/rules/rows';
import type { Act, JoinLine } from './facts';

let phones = 0;

/** A phone that nobody has. */
export function nextPhone(): string {
  phones += 1;
  return `139${String(phones).padStart(8, '0')}`;
}

const bad: Record<Extract<JoinLine, { is: 'bad' }>['how'], () => Partial<JoinRow>> = {
  phone: () => ({ name: '查无', phone: '12345' }),
  nobody: () => ({ personId: newId() }),
  nameless: () => ({ name: '', phone: nextPhone() }),
};

function rowOf(line: JoinLine, unitNames: ReadonlyMap<string, string>): Partial<JoinRow> {
  if (line.is === 'picked') return { personId: line.person };
  if (line.is === 'bad') return bad[line.how]();
  const { name, unit } = line;
  // Somebody new, whatever namesakes there are.
  return { name, unit: unitNames.get(unit) ?? '', phone: nextPhone(), distinct: true };
}

/** The form as a browser would send it. */
export async function formOf({
  form,
  rows,
  groups,
}: Extract<Act, { act: 'submitJoins' }>): Promise<SubmitJoins> {
  const unitNames = new Map((await db().select().from(units)).map(({ id, name }) => [id, name]));
  return {
    submissionId: form,
    rows: rows.map((line, i) => ({ ...emptyRow, ...rowOf(line, unitNames), key: String(i) })),
    groupIds: groups,
    reason: '工作需要',
  };
}
