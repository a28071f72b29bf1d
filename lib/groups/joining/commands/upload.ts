import type { ReadableStream } from 'node:stream/web';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { recordRefusal } from '@/lib/audit/record';
import { withoutNumbers } from '@/lib/audit/rules';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { mapInTurns } from '@/lib/core/turns';
import { readUpload } from '@/lib/identity/imports/commands/receive';
import { readSheet } from '@/lib/sheets/read';
import { joinSheet, rowOfSheet } from '../rules/columns';
import { rowsText } from '../rules/rows';

/** The rows of an uploaded sheet, for the form to show and check; the file is not kept, and nothing is written. */
export async function readJoinSheet(
  actor: Actor,
  body: ReadableStream<Uint8Array>,
): Promise<Result<{ rows: string; count: number }>> {
  try {
    if (!mayAtAll(actor, 'membership.submit'))
      refuse('forbidden', '只能为本单位人员提交申请', { clause: '2.1.1' });
    return await readUpload(actor, body, async ({ path }) => {
      const { rows } = await readSheet(path, { name: joinSheet.title, columns: joinSheet.columns });
      if (!rows.length) refuse('invalid', '表格里没有人员，请填写后再上传');
      const read = await mapInTurns(rows, rowOfSheet);
      return { ok: true, value: { rows: rowsText(read), count: read.length } };
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message } = error.refusal;
    await recordRefusal(actor, {
      action: 'membership.submit',
      clause: '2.1.1',
      refused,
      reason: withoutNumbers(message),
    });
    return { ok: false, refusal: error.refusal };
  }
}
