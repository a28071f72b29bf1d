import { isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { finishInTurns } from '@/lib/core/turns';
import { mostReplies } from '../input';
import { chaseScope } from '../policy';
import { type ChatReply, mayDeny, namesWithin, readReplies } from '../replies';
import { type Tied, tied } from '../rules';
import { type Known, type Meant, whose } from '../senders';
import { followedNotice } from './list';
import { withinScope } from './scope';

interface Target extends Known {
  answered: boolean;
}

interface Candidate {
  personId: string;
  name: string;
  unit: string;
  /** He has acknowledged already. */
  answered: boolean;
}

/** One pasted answer with whom it is from: nobody, one who is sure, or some to choose from. */
export interface MatchedReply extends ChatReply, Tied {
  person: Candidate | null;
  candidates: Candidate[];
  /** He may have said that he has not got it, or will not come: whether that is an acknowledgement, somebody decides. */
  doubtful: boolean;
}

/** Among so many somebody is looked for whose name is misspelt or left out. */
const mostTargets = 20_000;

/** Whom the notice is for: all whose names were pasted, then others, of whom some may be meant. */
function targetsOf(noticeId: string, scope: ReturnType<typeof withinScope>, names: readonly string[]) {
  const named = sql`p.name in (select jsonb_array_elements_text(${JSON.stringify(namesWithin(names))}::jsonb))`;
  return db().execute<Target & Record<string, unknown>>(sql`
    select p.id as "membershipId", p.name as "personName", u.short_name as "unitShortName",
      u.name as "unitName", r.acknowledged_at is not null as answered,
      coalesce((select jsonb_agg(m.nickname) from memberships m where m.person_id = r.person_id and m.until is null
        and m.group_id = any(array(select t.group_id from notice_targets t where t.notice_id = ${noticeId}::uuid))), '[]') as nicknames
    from notice_receipts r join people p on p.id = r.person_id join units u on u.id = r.unit_id
    where r.notice_id = ${noticeId}::uuid and ${scope} order by ${named} desc, p.id limit ${mostTargets}`);
}

const candidate = ({ membershipId, personName, unitShortName, answered }: Target): Candidate => ({
  personId: membershipId,
  name: personName,
  unit: unitShortName,
  answered,
});

/** What a line says beside who says it. */
const saidBeside = ({ name, reply }: ChatReply, person: Target): string =>
  `${name.replace(person.personName, '').replace(person.unitShortName, '')}${reply}`;

const nobody: Meant<Target> = { people: [], sure: false };

function matched(reply: ChatReply, { people, sure } = nobody): Omit<MatchedReply, keyof Tied> {
  const [first] = people;
  return {
    ...reply,
    person: first && sure ? candidate(first) : null,
    candidates: sure ? [] : people.map(candidate),
    doubtful: first ? mayDeny(saidBeside(reply, first)) : false,
  };
}

/**
 * Whom answers pasted from a chat are from, among those the notice is for and the actor may chase; nothing is entered yet. Refuses whoever
 * may chase nobody of it. Three statements.
 */
export async function matchReplies(
  actor: Actor,
  { noticeId, text }: { noticeId: string; text: string },
): Promise<{ rows: MatchedReply[]; skipped: string[] }> {
  const notice = await followedNotice(actor, noticeId);
  const scope = notice ? chaseScope(actor, notice) : [];
  if (!notice || (scope !== 'all' && !scope.length))
    return refuse('forbidden', '您不能登记这条信息的群内回执');
  const { replies, skipped } = readReplies(text);
  if (replies.length > mostReplies) refuse('invalid', `一次最多 ${mostReplies} 人，请分几次粘贴`);
  const entries = replies.map(({ name }) => name);
  const [targets, names] = await Promise.all([
    targetsOf(notice.id, withinScope(scope), entries),
    db().select({ shortName: units.shortName }).from(units).where(isNull(units.archivedAt)).limit(2_000),
  ]);
  const shortNames = names.map(({ shortName }) => shortName);
  const found = await finishInTurns(whose(entries, [...targets], shortNames));
  return { rows: tied(replies.map((reply, i) => matched(reply, found[i]))), skipped };
}
