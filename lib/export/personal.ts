import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { formatMoment, officeDay } from '@/lib/core/time';
import { admitPersonalData, recordPersonalData } from '@/lib/identity/privacy/commands';
import { type PersonalSheet, personalData } from '@/lib/identity/privacy/queries/all';
import { closingWords } from '@/lib/sheets/closing';
import type { ExportedFile } from './run';
import { writeWorkbook } from './workbook';

interface Wanted {
  current: string;
  personId?: string;
  reason?: string;
}

interface Person {
  id: string;
  name: string;
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** For programs: the sheets as lists of objects, with moments as ISO 8601. */
function asJson(person: Person, at: Date, sheets: PersonalSheet[]): string {
  const lists = sheets.map(({ title, columns, rows }) => [
    title,
    rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]))),
  ]);
  const whole = { 姓名: person.name, 导出时间: at.toISOString(), 内容: Object.fromEntries(lists) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

async function archived(person: Person, at: Date, sheets: PersonalSheet[]): Promise<Buffer> {
  const { data } = await writeWorkbook(
    ...sheets.map(({ title, columns, rows }) => ({
      name: title,
      title: `${person.name}的个人信息：${title}`,
      about: '群序保存的全部有关内容',
      columns: columns.map((column) => ({ title: column })),
      batches: once(rows),
      closing: (count: number) =>
        `共 ${count.toLocaleString('en-US')} 条。于 ${formatMoment(at)} ${closingWords}`,
      by: `${person.name}的个人信息 ${formatMoment(at)} 导出`,
    })),
  );
  const stem = `个人信息_${person.name}_${officeDay(at)}`;
  const zip = new ZipFile();
  zip.addBuffer(data, `${stem}.xlsx`, { mtime: at });
  zip.addBuffer(Buffer.from(asJson(person, at, sheets)), `${stem}.json`, { mtime: at });
  zip.end();
  return buffer(zip.outputStream);
}

// One at a time for a person, so that several sent at once are counted too.
const underWay = new Set<string>();

/**
 * Everything kept of a person as a zip of a workbook and the same as JSON: of the actor himself, or of somebody who has asked
 * the Office in writing. The password is asked for first, and what leaves the house is recorded before it does.
 */
export async function exportPersonalData(actor: Actor, wanted: Wanted): Promise<Result<ExportedFile>> {
  const person = actor.personId ?? '';
  if (underWay.has(person))
    return { ok: false, refusal: { code: 'limited', message: '上一次导出还在进行，请稍候' } };
  underWay.add(person);
  try {
    return await exported(actor, wanted);
  } finally {
    underWay.delete(person);
  }
}

async function exported(actor: Actor, wanted: Wanted): Promise<Result<ExportedFile>> {
  const admitted = await admitPersonalData(actor, wanted);
  if (!admitted.ok) return admitted;
  const person = admitted.value;
  const at = now();
  const sheets = await personalData(actor, person.id);
  const data = await archived(person, at, sheets);
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const { personId, reason } = wanted;
  const recorded = await recordPersonalData(actor, { personId, reason, name: person.name, rows });
  if (!recorded.ok) return recorded;
  return { ok: true, value: { filename: `个人信息_${person.name}_${officeDay(at)}.zip`, data } };
}
