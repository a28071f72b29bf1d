import { granted } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { importWorkbook } from '@/lib/export/template';
import { importKindInput } from '@/lib/identity/imports/input';
import { mayImport } from '@/lib/identity/imports/policy';
import { importForms } from '@/lib/identity/imports/rules/columns';
import { unitChoices } from '@/lib/identity/units/queries';
import { workbook } from '@/lib/request/download';

/** The sheet to fill in, with the units of the day to choose from. */
export const GET = workbook('import.template', async (actor, params: { kind: string }) => {
  const kind = importKindInput.safeParse(params.kind).data ?? refuse('not_found', '没有这种导入');
  granted(mayImport(actor, kind));
  const form = importForms[kind];
  const units = await unitChoices(actor);
  const data = await importWorkbook(form, { units: units.map(({ label }) => label) });
  return { ok: true, value: { filename: `${form.title}导入模板.xlsx`, data } };
});
