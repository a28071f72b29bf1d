import { refuse } from '@/lib/core/errors';
import { uploadWords } from '@/lib/dictionaries/commands/upload';
import { importWordsInput } from '@/lib/dictionaries/input';
import { sheetUpload } from '@/lib/request/sheet';

/** Takes a list of words, as a workbook or as text: checks it, or imports it when a reason is given. */
export const POST = sheetUpload('dictionary.import', (actor, { name, params, body }) => {
  const wanted = importWordsInput.safeParse(Object.fromEntries(params));
  if (!wanted.success) return refuse('invalid', wanted.error.issues[0]?.message ?? '请检查填写的内容');
  return uploadWords(actor, { ...wanted.data, name, body });
});
