import { mayAtAll } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { importWorkbook } from '@/lib/export/template';
import { baselineUnitNames } from '@/lib/groups/baseline/queries/detail';
import { baselineForm } from '@/lib/groups/baseline/rules/columns';
import { workbook } from '@/lib/request/download';

/** The sheet to fill in with the members of a group, with the units of the day to choose from. */
export const GET = workbook('baseline.template', async (actor) => {
  if (!mayAtAll(actor, 'roster.check')) refuse('forbidden', '存量登记由群管理员或街道办公室办理');
  const units = await baselineUnitNames(actor);
  const data = await importWorkbook(baselineForm, { units });
  return { ok: true, value: { filename: '存量登记模板.xlsx', data } };
});
