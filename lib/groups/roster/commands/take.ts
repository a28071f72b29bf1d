import { and, desc, eq, gt, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type ListSource, rosterChecks, rosterEntries, rosterKinds } from '@/db/schema/roster';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { finishInTurns } from '@/lib/core/turns';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { mostMembers, type PasteRoster } from '../input';
import { mayCheckRoster } from '../policy';
import { type AssessedEntry, assessRoster } from '../rules/assess';
import { readRosterLines } from '../rules/lines';
import { holdMembers, unitShortNames } from './facts';
import { clause, type HeldGroup, holdGroup } from './lock';
import { keepNicknames } from './nicknames';
import { recognise } from './recognise';

/** A chat's list of members as it was read. */
export interface ReadRoster {
  groupId: string;
  source: ListSource;
  fileName: string | null;
  nicknames: readonly string[];
  skipped: number;
}

const hourMs = 3_600_000;
/** More than anybody needs who puts a list right. */
const mostInHour = 20;

const entity = ({ groupId }: { groupId: string }) => ({ type: 'group', id: groupId, label: '花名册比对' });

/** 花名册比对 of a pasted list. */
export const checkPasted = command(
  { name: 'roster.check', clause, once: (input: PasteRoster) => input.submissionId, entity },
  async (tx, actor, { groupId, text }) => {
    const { nicknames, skipped } = readRosterLines(text);
    return take(tx, actor, { groupId, source: 'paste', fileName: null, nicknames, skipped: skipped.length });
  },
);

/** 花名册比对 of a list that was read from an Excel sheet. */
export const checkSheet = command(
  { name: 'roster.check', clause, entity: (input: ReadRoster) => entity(input) },
  (tx, actor, input) => take(tx, actor, input),
);

/** Whether this group's list can be compared at all, and the list be taken for one. */
function refuseUnfit(group: HeldGroup, { nicknames }: ReadRoster): void {
  if (group.archivedAt) refuse('rule', '此群已归档，不必再比对');
  if (group.platform === 'portal') refuse('rule', '本平台的群以登记为准，不需要比对');
  const fields = (text: string) => ({ fields: { text } });
  if (!nicknames.length) {
    const message = '没有读到群昵称，请每行粘贴一个';
    refuse('invalid', message, fields(message));
  }
  if (nicknames.length > mostMembers) {
    const message = `一个群最多 ${mostMembers.toLocaleString('en-US')} 人，名单有 ${nicknames.length.toLocaleString('en-US')} 行`;
    refuse('invalid', message, fields(message));
  }
}

async function take(tx: Tx, actor: Actor, roster: ReadRoster): Promise<{ id: string }> {
  const group = await holdGroup(tx, actor, roster.groupId);
  const grant = granted(mayCheckRoster(actor, { groupId: group.id }));
  refuseUnfit(group, roster);
  const at = now();
  const lately = await tx.$count(
    rosterChecks,
    and(eq(rosterChecks.groupId, group.id), gt(rosterChecks.takenAt, new Date(at.getTime() - hourMs))),
  );
  if (lately >= mostInHour) refuse('limited', '此群一小时内比对过多次，请稍后再试');
  const { 'nickname.separator': separator } = await settingsNow(tx);
  const members = await holdMembers(tx, group.id, separator);
  const units = await unitShortNames(tx);
  const before = await subjectsBefore(tx, group.id);
  const entries = await finishInTurns(assessRoster({ nicknames: roster.nicknames, members, units, before }));
  const strangers = entries.filter(({ kind }) => kind === 'stranger');
  await recognise(tx, group.id, strangers, { units, separator });
  const id = newId();
  await tx.insert(rosterChecks).values({
    id,
    groupId: group.id,
    source: roster.source,
    fileName: roster.fileName,
    takenBy: actor.personId ?? refuse('session', '请先登录'),
    takenByName: actor.name,
    takenAt: at,
    listed: roster.nicknames.length,
    members: members.length,
    skipped: roster.skipped,
  });
  await enterEntries(tx, actor, id, entries);
  await keepNicknames(tx, actor, { group, grant, at }, entries, members);
  await recordTaken(tx, actor, grant, group, { id, entries });
  return { id };
}

/** What the group's check before found not to be in order; null when there was none. */
async function subjectsBefore(tx: Tx, groupId: string): Promise<ReadonlySet<string> | null> {
  const [last] = await tx
    .select({ id: rosterChecks.id })
    .from(rosterChecks)
    .where(eq(rosterChecks.groupId, groupId))
    .orderBy(desc(rosterChecks.takenAt), desc(rosterChecks.id))
    .limit(1);
  if (!last) return null;
  const rows = await tx
    .select({ subject: rosterEntries.subject })
    .from(rosterEntries)
    .where(and(eq(rosterEntries.checkId, last.id), ne(rosterEntries.kind, 'conforms')));
  return new Set(rows.map(({ subject }) => subject));
}

async function enterEntries(
  tx: Tx,
  actor: Actor,
  checkId: string,
  entries: readonly AssessedEntry[],
): Promise<void> {
  const at = now();
  const rows = entries.map(({ membershipId, personId, ...entry }) => ({
    ...entry,
    ...{ id: newId(), membership_id: membershipId, person_id: personId },
    status: entry.kind === 'conforms' ? 'clear' : 'open',
  }));
  await tx.execute(sql`
    insert into roster_entries (id, check_id, place, kind, nickname, subject, bare, membership_id, person_id, expected, candidates,
      news, status, version, status_at, status_by, status_by_name)
    select id, ${checkId}::uuid, place, kind, nickname, subject, bare, membership_id, person_id, expected, candidates,
      news, status, 1, ${at.toISOString()}::timestamptz, ${actor.personId}::uuid, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, place int, kind text, nickname text, subject text,
      bare text, membership_id uuid, person_id uuid, expected text, candidates jsonb, news text, status text)`);
}

async function recordTaken(
  tx: Tx,
  actor: Actor,
  grant: Grant,
  group: HeldGroup,
  { id, entries }: { id: string; entries: readonly AssessedEntry[] },
): Promise<void> {
  const counts = rosterKinds.map(
    (kind) =>
      [kind === 'missing' ? 'absent' : kind, entries.filter((entry) => entry.kind === kind).length] as const,
  );
  await record(tx, actor, {
    action: 'roster.check',
    entity: { type: 'roster', id, label: group.name },
    grant,
    clause,
    after: { group: group.name, rows: entries.length, ...Object.fromEntries(counts) },
  });
}
