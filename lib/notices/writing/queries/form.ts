import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { noticeFiles, notices, noticeTargets } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { workingDayFrom } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeDay, officeLocal } from '@/lib/core/time';
import { settingsNow } from '@/lib/settings/queries';
import type { NoticeForm } from '../../input';
import { mayWrite } from '../../policy';
import { noticeColumns } from '../../queries/columns';
import { authorStanding, type RouteWords, routeWords } from '../../review/rules/route';
import type { TitleTerms } from '../../rules/title';
import { editableStatuses } from '../../states';
import { type TargetGroup, targetsChosen, targetsToChoose } from './groups';
import { unitsToSignFor } from './units';

export interface FormFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** The form's values; groups and files with what is shown of them. */
export interface FormStart extends Omit<NoticeForm, 'groupIds' | 'fileIds'> {
  groups: TargetGroup[];
  files: FormFile[];
}

/** What the form needs to know of the Office and the author. */
export interface FormTerms extends TitleTerms {
  /** In whose name, and who reviews what is written in it. */
  units: { id: string; name: string; route: RouteWords }[];
  author: string;
  /** When a receipt is asked for by, unless the author says otherwise: the next working day at closing time. */
  receiptDue: string;
  /** Between which times of day notices go out: `08:30–18:00`. */
  window: string;
  /** When the form was made, by the office's clock. */
  now: string;
  /** Whether there is a page for emergencies for the author. */
  emergency: boolean;
}

const timeOfDay = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const dayMs = 86_400_000;

/** What the form shows around its fields; null for whoever writes no notices. */
export async function formTerms(actor: Actor): Promise<FormTerms | null> {
  if (!mayWrite(actor).allowed) return null;
  const [settings, calendar, units] = await Promise.all([
    settingsNow(),
    workCalendar(),
    unitsToSignFor(actor),
  ]);
  const tomorrow = workingDayFrom(calendar, officeDay(new Date(now().getTime() + dayMs)));
  return {
    'notices.title_letters': settings['notices.title_letters'],
    'notices.title_most': settings['notices.title_most'],
    units: units.map((unit) => ({ ...unit, route: routeWords(authorStanding(actor, unit.id)) })),
    author: actor.name,
    receiptDue: `${tomorrow}T${timeOfDay(settings['office.closes'])}`,
    window: `${timeOfDay(settings['notices.window_opens'])}–${timeOfDay(settings['notices.window_closes'])}`,
    now: now().toISOString(),
    emergency: mayAtAll(actor, 'notices.emergency'),
  };
}

/** An empty form. Somebody with one group writes to it. */
export async function blankForm(actor: Actor, units: FormTerms['units']): Promise<FormStart> {
  const open = await targetsToChoose(actor, 2);
  return {
    id: newId(),
    seen: '',
    category: 'announcement',
    unitId: units[0]?.id ?? '',
    major: false,
    title: '',
    titleReason: '',
    body: '',
    groups: open.length === 1 ? open : [],
    files: [],
    receiptWanted: 'read',
    receiptDue: '',
    releaseWhen: 'approved',
    planned: '',
    answers: {},
  };
}

/** A draft the author goes on with, and what he should know of it. */
export interface OpenDraft {
  form: FormStart;
  number: string | null;
  /** Submitted before as a major matter: it stays one. */
  staysMajor: boolean;
  /** Why it was sent back, and by whom. */
  returned: { opinion: string; byName: string; at: Date } | null;
  repeats: { id: string; title: string; number: string | null } | null;
  /** Chosen before, and not to be written to any more. */
  lostGroups: number;
}

/** The actor's own notice, while it may be edited; null otherwise. */
export async function openDraft(actor: Actor, id: string): Promise<OpenDraft | null> {
  if (!(actor.personId && mayWrite(actor).allowed)) return null;
  const [notice] = await db()
    .select(noticeColumns)
    .from(notices)
    .where(
      and(
        eq(notices.id, id),
        eq(notices.authorId, actor.personId),
        inArray(notices.status, [...editableStatuses]),
      ),
    );
  if (!notice || notice.category === 'emergency') return null;
  const { category } = notice;
  const [groupIds, fileRows, returned, repeats] = await Promise.all([
    targetIds(id),
    filesOfForm(id),
    lastReturn(id, notice.status),
    notice.repeatOf ? originalOf(notice.repeatOf) : null,
  ]);
  const chosen = await targetsChosen(actor, groupIds);
  const { unitId, major, title, titleReason, body, receiptWanted, releaseWhen, answers } = notice;
  return {
    form: {
      id,
      seen: notice.editedAt.toISOString(),
      ...{ category, unitId, major, title, titleReason, body, receiptWanted, releaseWhen, answers },
      groups: chosen,
      files: fileRows,
      receiptDue: notice.receiptDueAt ? officeLocal(notice.receiptDueAt) : '',
      planned: notice.plannedAt ? officeLocal(notice.plannedAt) : '',
    },
    number: notice.number,
    staysMajor: notice.revision > 0 && major,
    returned,
    repeats,
    lostGroups: groupIds.length - chosen.length,
  };
}

/** Whether the actor wrote it, whatever has become of it. */
export async function isAuthor(actor: Actor, id: string): Promise<boolean> {
  if (!actor.personId) return false;
  return (await db().$count(notices, and(eq(notices.id, id), eq(notices.authorId, actor.personId)))) > 0;
}

async function targetIds(noticeId: string): Promise<string[]> {
  const rows = await db()
    .select({ id: noticeTargets.groupId })
    .from(noticeTargets)
    .where(eq(noticeTargets.noticeId, noticeId));
  return rows.map(({ id }) => id);
}

function filesOfForm(noticeId: string): Promise<FormFile[]> {
  return db()
    .select({ id: files.id, name: files.name, size: files.size })
    .from(noticeFiles)
    .innerJoin(files, eq(files.id, noticeFiles.fileId))
    .where(eq(noticeFiles.noticeId, noticeId))
    .orderBy(noticeFiles.position);
}

async function lastReturn(noticeId: string, status: string): Promise<OpenDraft['returned']> {
  if (status !== 'returned') return null;
  const [step] = await db()
    .select({ opinion: noticeSteps.opinion, byName: noticeSteps.statusByName, at: noticeSteps.statusAt })
    .from(noticeSteps)
    .where(and(eq(noticeSteps.noticeId, noticeId), eq(noticeSteps.status, 'returned')))
    .orderBy(desc(noticeSteps.decidedAt))
    .limit(1);
  return step ? { ...step, opinion: step.opinion ?? '' } : null;
}

async function originalOf(id: string): Promise<OpenDraft['repeats']> {
  const [row] = await db()
    .select({ id: notices.id, title: notices.title, number: notices.number })
    .from(notices)
    .where(eq(notices.id, id));
  return row ?? null;
}

const mostOffered = 5;

export interface BegunDraft {
  id: string;
  title: string;
  editedAt: Date;
  returned: boolean;
}

/** What the actor has begun and not submitted, the latest first: offered where he would begin another. */
export async function ownDrafts(actor: Actor): Promise<BegunDraft[]> {
  if (!actor.personId) return [];
  return db()
    .select({
      id: notices.id,
      title: notices.title,
      editedAt: notices.editedAt,
      returned: sql<boolean>`${notices.status} = 'returned'`,
    })
    .from(notices)
    .where(and(eq(notices.authorId, actor.personId), inArray(notices.status, [...editableStatuses])))
    .orderBy(desc(notices.editedAt), desc(notices.id))
    .limit(mostOffered);
}

/** The groups of what the actor submitted last; one click takes them again. */
export async function lastTargets(actor: Actor): Promise<TargetGroup[]> {
  if (!actor.personId) return [];
  const last = db()
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.authorId, actor.personId), gt(notices.revision, 0)))
    .orderBy(desc(notices.editedAt), desc(notices.id))
    .limit(1);
  const rows = await db()
    .select({ id: noticeTargets.groupId })
    .from(noticeTargets)
    .where(inArray(noticeTargets.noticeId, last));
  return targetsChosen(
    actor,
    rows.map(({ id }) => id),
  );
}
