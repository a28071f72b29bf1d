import type { ReadableStream } from 'node:stream/web';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { recordRefusal } from '@/lib/audit/record';
import { withoutNumbers } from '@/lib/audit/rules';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { cleanFileName } from '@/lib/files/rules';
import { readUpload } from '@/lib/identity/imports/commands/receive';
import { readSheet } from '@/lib/sheets/read';
import { mostMembers } from '../../roster/input';
import { mayPrepareBaseline } from '../policy';
import { baselineForm } from '../rules/columns';
import { clause } from './lock';
import { startBaselineFromSheet } from './start';

interface Given {
  groupId: string;
  name: string;
  body: ReadableStream<Uint8Array>;
}

/** 存量登记 is begun with an uploaded sheet: it is read within limits, and forgotten. */
export async function uploadBaseline(
  actor: Actor,
  { groupId, name, body }: Given,
): Promise<Result<{ id: string }>> {
  try {
    granted(mayPrepareBaseline(actor, { groupId }));
    return await readUpload(actor, body, async ({ path }) => {
      const { columns, title } = baselineForm;
      const sheet = await readSheet(path, { name: title, columns, limits: { rows: mostMembers } });
      const lines = sheet.rows.map(({ cells }) => ({
        name: cells.name?.text ?? '',
        nickname: cells.nickname?.text ?? '',
        unit: cells.unit?.text ?? '',
        duty: cells.duty?.text ?? '',
        phone: cells.phone?.text ?? '',
      }));
      const said = lines.filter((line) => line.name || line.nickname || line.phone);
      if (!said.length) refuse('invalid', '没有读到人员，请填写「姓名」或「群昵称」列');
      const fileName = cleanFileName(name).name;
      return startBaselineFromSheet(actor, { groupId, source: 'sheet', fileName, from: { lines: said } });
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message } = error.refusal;
    await recordRefusal(actor, {
      action: startBaselineFromSheet.commandName,
      entity: { type: 'group', id: groupId, label: '存量登记' },
      clause,
      refused,
      reason: withoutNumbers(message),
    });
    return { ok: false, refusal: error.refusal };
  }
}
