import { refuse } from '@/lib/core/errors';
import { uploadImport } from '@/lib/identity/imports/commands/upload';
import { importKindInput } from '@/lib/identity/imports/input';
import { sheetUpload } from '@/lib/request/sheet';

/** Takes a sheet to import, whose rows are checked. */
export const POST = sheetUpload('import.upload', (actor, { name, params, body }) => {
  const kind = importKindInput.safeParse(params.get('kind')).data ?? refuse('invalid', '没有这种导入');
  return uploadImport(actor, { kind, name, body });
});
