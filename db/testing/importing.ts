import { and, asc, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import type { ImportKind } from '@/db/schema/imports';
import { type Actor, systemActor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { startImport } from '@/lib/identity/imports/commands/acts';
import { uploadImport } from '@/lib/identity/imports/commands/upload';
import { runImport } from '@/lib/identity/imports/jobs';
import { importRowList } from '@/lib/identity/imports/list';
import { importBatch, listImportRows } from '@/lib/identity/imports/queries/batch';
import { createPerson } from '@/lib/identity/people/commands/person';
import type { TestStreet } from './street';
import { workbookOf } from './workbooks';

export type Cells = readonly (string | null)[];

/** A row's result in one line: `error 手机号：…`, `changed 职务：网格员→组长`. */
type Line = string;

const headers: Record<ImportKind, Cells> = {
  people: ['姓名', '单位', '职务', '手机号', '外部人员', '兼职单位'],
  units: ['单位名称', '简称', '类别', '次序'],
};

/** Acts of importing on the street of the test under way, by the Office where nobody else is named. */
export function importing(kind: ImportKind, street: () => TestStreet) {
  const send = async (rows: readonly Cells[], actor: Actor = street().office) =>
    uploadImport(actor, {
      kind,
      name: '名单.xlsx',
      body: new Blob([new Uint8Array(await workbookOf([headers[kind], ...rows]))]).stream() as never,
    });

  async function sent(rows: readonly Cells[], actor?: Actor): Promise<string> {
    const answer = await send(rows, actor);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return answer.value.id;
  }

  const shown = async (id: string, params = {}, actor = street().office) =>
    (await listImportRows(actor, id, parseList(importRowList, { size: '100', ...params }))).rows;

  const verdicts = async (id: string): Promise<Line[]> =>
    (await shown(id)).map(({ result, problems, changes }) =>
      [
        result,
        ...problems.map(({ column, message }) => `${column}：${message}`),
        ...changes.map(({ column, before, after }) => `${column}：${before ?? '无'}→${after ?? '无'}`),
      ].join(' '),
    );

  async function confirmed(id: string, actor = street().office): Promise<void> {
    const batch = await importBatch(actor, id);
    const started = await startImport(actor, { id, version: batch?.version ?? 0 });
    if (!started.ok) throw new Error(started.refusal.message);
  }

  const run = (id: string) => runImport(systemActor('imports.run'), { batch: id });

  const outcomes = async (id: string): Promise<(Line | null)[]> =>
    (await shown(id)).map(({ outcome, message }) => (message ? `${outcome} ${message}` : outcome));

  async function register(name: string, phone: string, more: Record<string, unknown> = {}): Promise<string> {
    const fields = { name, phone, unitId: street().units.heping.id, duty: '网格员', affiliated: false };
    const made = await createPerson(street().office, { submissionId: newId(), ...fields, ...more });
    if (!made.ok) throw new Error(made.refusal.message);
    return made.value.id;
  }

  return { send, sent, shown, verdicts, confirmed, run, outcomes, register };
}

/** People in post of this name. */
export const peopleNamed = (name: string) =>
  db()
    .select()
    .from(people)
    .where(and(eq(people.name, name), isNull(people.departedAt)))
    .orderBy(asc(people.id));

/** What the trail holds of an act, the latest last. */
export const audited = (action: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.outcome, 'done')))
    .orderBy(auditEvents.id);
