import { isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { finishInTurns } from '@/lib/core/turns';
import { compareRoster, type Found } from '@/lib/groups/roster/match';
import { mostReplies } from '../input';
import { chaseScope } from '../policy';
import { type ChatReply, mayDeny, namesWithin, readReplies } from '../replies';
import { followedNotice } from './list';
import { withinScope } from './scope';

interface Target {
  membershipId: string;
  personName: string;
  unitShortName: string;
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
export interface MatchedReply extends ChatReply {
  person: Candidate | null;
  candidates: Candidate[];
  /** The places of his answer before this one, and of his last one, which counts. */
  above: number | null;
  below: number | null;
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
      r.acknowledged_at is not null as answered
    from notice_receipts r join people p on p.id = r.person_id join units u on u.id = r.unit_id
    where r.notice_id = ${noticeId}::uuid and ${scope} order by ${named} desc, p.id limit ${mostTargets}`);
}

const candidate = ({ membershipId, personName, unitShortName, answered }: Target): Candidate => ({
  personId: membershipId,
  name: personName,
  unit: unitShortName,
  answered,
});

const membersOf = (found: Found<Target>): Target[] => {
  if (found.kind === 'stranger') return [];
  return found.kind === 'likely' ? found.candidates.map(({ member }) => member) : [found.member];
};

/** So many ways of writing one person's name are told to be his. */
const mostSpellings = 4;

/** Who each answer is from. Unlike in a roster, a person may stand there as often as he has answered. */
function* whose(
  entries: readonly string[],
  targets: readonly Target[],
  units: readonly string[],
): Generator<void, Found<Target>[]> {
  const { found } = yield* compareRoster(entries, targets, units);
  for (let turn = 1; turn < mostSpellings; turn += 1) {
    const left = [...new Set(entries.filter((_, place) => found[place]?.kind === 'stranger'))];
    const named = [...new Set(found.flatMap(membersOf))];
    if (!left.length || !named.length) break;
    const further = yield* compareRoster(left, named, units);
    const byName = new Map(further.found.map((one, i) => [left[i], one]));
    for (const [place, one] of found.entries())
      if (one.kind === 'stranger') found[place] = byName.get(entries[place]) ?? one;
  }
  return found;
}

/** What a line says beside who says it. */
const saidBeside = ({ name, reply }: ChatReply, person: Target): string =>
  `${name.replace(person.personName, '').replace(person.unitShortName, '')}${reply}`;

function matched(reply: ChatReply, found: Found<Target> | undefined): MatchedReply {
  const members = found ? membersOf(found) : [];
  const [first] = members;
  const candidates = members.map(candidate);
  const sure = found?.kind !== 'likely';
  return {
    ...reply,
    person: (sure && candidates[0]) || null,
    candidates: sure ? [] : candidates,
    above: null,
    below: null,
    doubtful: first ? mayDeny(saidBeside(reply, first)) : false,
  };
}

/** Ties several answers of one person to one another. */
function tied(rows: readonly MatchedReply[]): MatchedReply[] {
  const places = new Map<string, number[]>();
  for (const [place, { person }] of rows.entries())
    if (person) places.set(person.personId, [...(places.get(person.personId) ?? []), place]);
  return rows.map((row, place) => {
    const his = row.person ? (places.get(row.person.personId) ?? []) : [];
    const last = his.at(-1) ?? place;
    return { ...row, above: his[his.indexOf(place) - 1] ?? null, below: last > place ? last : null };
  });
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
