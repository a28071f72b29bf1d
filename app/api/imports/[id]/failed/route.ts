import { refuse } from '@/lib/core/errors';
import { idField } from '@/lib/core/id';
import { importWorkbook } from '@/lib/export/template';
import { takeFailedRows } from '@/lib/identity/imports/commands/acts';
import { importForms } from '@/lib/identity/imports/rules/columns';
import { unitChoices } from '@/lib/identity/units/queries';
import { workbook } from '@/lib/request/download';

/** The rows of one's own import that were not taken, with what was wrong, to be put right and uploaded again. */
export const GET = workbook('import.download_failed', async (actor, params: { id: string }) => {
  const id = idField.safeParse(params.id).data ?? refuse('not_found', '没有找到这次导入');
  const taken = await takeFailedRows(actor, { id });
  if (!taken.ok) return taken;
  const { kind, rows } = taken.value;
  const units = (await unitChoices(actor)).map(({ label }) => label);
  const data = await importWorkbook(importForms[kind], { units, failed: rows });
  return { ok: true, value: { filename: `${importForms[kind].title}导入_待改正.xlsx`, data } };
});
