import { mayAtAll } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { importWorkbook } from '@/lib/export/template';
import { unitsToAskFor } from '@/lib/groups/joining/queries/form';
import { joinSheet } from '@/lib/groups/joining/rules/columns';
import { workbook } from '@/lib/request/download';

/** The sheet to fill in, with the units of the reader to choose from. */
export const GET = workbook('joins.template', async (actor) => {
  if (!mayAtAll(actor, 'membership.submit')) refuse('forbidden', '只能为本单位人员提交申请');
  const data = await importWorkbook(joinSheet, { units: await unitsToAskFor(actor) });
  return { ok: true, value: { filename: '入群人员模板.xlsx', data } };
});
