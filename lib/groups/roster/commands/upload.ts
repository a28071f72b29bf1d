import type { ReadableStream } from 'node:stream/web';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { recordRefusal } from '@/lib/audit/record';
import { withoutNumbers } from '@/lib/audit/rules';
import { Refused, type Result } from '@/lib/core/errors';
import { cleanFileName } from '@/lib/files/rules';
import { readUpload } from '@/lib/identity/imports/commands/receive';
import { readSheet } from '@/lib/sheets/read';
import { mostMembers } from '../input';
import { mayCheckRoster } from '../policy';
import { readRosterLines } from '../rules/lines';
import { rosterColumns } from '../rules/sheet';
import { clause } from './lock';
import { checkSheet } from './take';

interface Given {
  groupId: string;
  name: string;
  body: ReadableStream<Uint8Array>;
}

/** 花名册比对 of an uploaded sheet: it is read within limits, compared, and forgotten. */
export async function uploadRoster(
  actor: Actor,
  { groupId, name, body }: Given,
): Promise<Result<{ id: string }>> {
  try {
    granted(mayCheckRoster(actor, { groupId }));
    return await readUpload(actor, body, async ({ path }) => {
      const sheet = await readSheet(path, {
        name: '花名册',
        columns: rosterColumns,
        limits: { rows: mostMembers },
      });
      const lines = sheet.rows.map(({ cells }) => cells.nickname?.text ?? '').join('\n');
      const { nicknames, skipped } = readRosterLines(`${lines}\n`);
      const fileName = cleanFileName(name).name;
      return checkSheet(actor, { groupId, source: 'sheet', fileName, nicknames, skipped: skipped.length });
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message } = error.refusal;
    // Before any command: who may not, and files that are none or mean harm.
    const entity = { type: 'group', id: groupId, label: '花名册比对' };
    await recordRefusal(actor, {
      action: checkSheet.commandName,
      entity,
      clause,
      refused,
      reason: withoutNumbers(message),
    });
    return { ok: false, refusal: error.refusal };
  }
}
