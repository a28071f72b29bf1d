import { and, eq, isNull, sql } from 'drizzle-orm';
import { baselines } from '@/db/schema/roster';
import { units } from '@/db/schema/units';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import type { ChangeRow } from '../input';
import { mayPrepareBaseline } from '../policy';
import { keptEntries, reassess } from './assess';
import { aimed, clause, entityOf, lockBaseline } from './lock';

const words = { unit: '选定单位', leave_out: '不纳入', take_in: '重新纳入' } as const;

/** Chooses a line's unit, leaves it out, or takes it in again; all lines are judged anew, since one bears on another. */
export const changeBaselineRow = command(
  { name: 'baseline.change', clause, entity: aimed },
  async (tx, actor, { id, rowId, change, unitId }: ChangeRow) => {
    const { baseline, group } = await lockBaseline(tx, actor, id);
    const grant = granted(mayPrepareBaseline(actor, { groupId: group.id }));
    if (baseline.status !== 'draft') refuse('conflict', '已经确认，不能再修改；需要修改的，请先退回');
    if (change === 'unit') {
      const [unit] = await tx
        .select({ id: units.id })
        .from(units)
        .where(and(sql`${units.id}::text = ${unitId}`, isNull(units.archivedAt)));
      if (!unit) refuse('invalid', '请选择单位', { fields: { unitId: '请选择现有的单位' } });
    }
    const entries = await keptEntries(tx, id);
    const changed = entries.find((entry) => entry.id === rowId);
    if (!changed) return refuse('not_found', '没有找到这一行，请刷新后再试');
    if (change === 'unit') changed.unitId = unitId;
    else changed.leftOut = change === 'leave_out';
    await reassess(tx, actor, group.id, entries);
    await tx
      .update(baselines)
      .set({ version: sql`${baselines.version} + 1` })
      .where(eq(baselines.id, id));
    await record(tx, actor, {
      action: 'baseline.change',
      entity: entityOf(id, group),
      grant,
      clause,
      reason: words[change],
      after: { person: changed.name, column: changed.place },
    });
    return { id: rowId };
  },
);
