import type { ReadableStream } from 'node:stream/web';
import type { ImportKind } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { recordRefusal } from '@/lib/audit/record';
import { withoutNumbers } from '@/lib/audit/rules';
import { Refused, type Result } from '@/lib/core/errors';
import { mapInTurns } from '@/lib/core/turns';
import { cleanFileName } from '@/lib/files/rules';
import type { Incoming } from '@/lib/files/storage';
import { readSheet } from '@/lib/sheets/read';
import { mayImport } from '../policy';
import { importForms, ordinaryTitles } from '../rules/columns';
import { contentOf } from '../rules/lines';
import { enterImport } from './enter';
import { clause } from './lock';
import { readUpload } from './receive';

interface Given {
  kind: ImportKind;
  name: string;
  body: ReadableStream<Uint8Array>;
}

async function entered(
  actor: Actor,
  { kind, name }: Given,
  { path, sha256 }: Incoming,
): Promise<Result<{ id: string }>> {
  const { title, columns } = importForms[kind];
  const sheet = await readSheet(path, { name: title, columns });
  return enterImport(actor, {
    kind,
    fileName: cleanFileName(name).name,
    sha256,
    unused: sheet.unused.filter((unknown) => !ordinaryTitles.has(unknown)),
    lines: await mapInTurns(sheet.rows, (row) => ({ row: row.number, content: contentOf(row) })),
  });
}

/**
 * Takes an uploaded sheet: streams it to disk, reads it within limits, checks its rows against what is on file, and forgets the
 * file. One at a time for a person.
 */
export async function uploadImport(actor: Actor, given: Given): Promise<Result<{ id: string }>> {
  try {
    granted(mayImport(actor, given.kind));
    return await readUpload(actor, given.body, (incoming) => entered(actor, given, incoming));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message } = error.refusal;
    // Before any command: who may not, and files that are none or mean harm. What stood in the file may be a number.
    await recordRefusal(actor, {
      action: enterImport.commandName,
      clause,
      refused,
      reason: withoutNumbers(message),
    });
    return { ok: false, refusal: error.refusal };
  }
}
