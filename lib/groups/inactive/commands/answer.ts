import { and, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sweepItems } from '@/db/schema/sweeps';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { type Refusal, Refused } from '@/lib/core/errors';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import type { Moved } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import { type LockedMembership, lockMemberships } from '../../leaving/commands/lock';
import type { Answer } from '../input';
import { mayAnswer } from '../policy';
import { visibleItems } from '../queries/scope';
import { sweepWorkflow } from '../states';
import { lapse } from './lapse';
import { itemLabel, type LockedItem, lockItems, membershipsOf } from './lock';
import { removalObstacles, takeOut } from './take-out';

/** What was not answered, and why. */
interface Unanswered {
  id: string;
  label: string;
  refusal: Refusal;
}

/** One answer that counts. */
interface Answered {
  item: LockedItem;
  grant: Grant | undefined;
}

const gone: Refusal = { code: 'not_found', message: '没有找到这一项，请刷新后再试' };

/**
 * 保留 or 移出 of many at once: each is answered or refused for itself. Who has left or was seen again meanwhile need not be
 * answered any more. When nothing comes of any, the whole is refused.
 */
export const answerItems = command(
  { name: 'inactive.answer', clause: '2.2.1c' },
  async (tx, actor, input: Answer) => {
    const ids = input.rows.map(({ id }) => id);
    const scope = visibleItems(actor);
    const memberships = await lockMemberships(tx, await membershipsOf(tx, ids, scope), sql`true`);
    const locked = await lockItems(tx, and(inArray(sweepItems.id, ids), scope), ids.length);
    const own = locked.filter((item) => mayAnswer(actor, item).allowed);
    const lapsed = await lapse(tx, own);
    const byMembership = new Map(memberships.map((membership) => [membership.id, membership]));
    const open = locked.filter(({ id }) => !lapsed.has(id));
    const barred = await barredFrom(tx, actor, open, byMembership, input);
    const moved = await move(tx, actor, asSeen(open, input, barred), input);
    const answers = new Map(moved.map((answer) => [answer.id, answer]));
    const won = open.flatMap((item) => {
      const answer = answers.get(item.id);
      return answer?.ok ? [{ item, grant: answer.grant }] : [];
    });
    await namePrincipals(tx, won);
    if (input.answer === 'remove') await takeOut(tx, actor, won, byMembership);
    const refused = ids.flatMap((id) =>
      unanswered(
        id,
        locked.find((item) => item.id === id),
        { lapsed, barred, answers },
      ),
    );
    if (!(won.length || lapsed.size) && refused[0]) throw new Refused(refused[0].refusal);
    await recordRefused(tx, actor, refused);
    return { answered: won.length, refused };
  },
);

/** The version the answerer saw goes into the UPDATE: what has moved since is refused there. */
function asSeen(
  open: readonly LockedItem[],
  { rows }: Answer,
  barred: ReadonlyMap<string, Refusal>,
): LockedItem[] {
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return open
    .filter(({ id }) => !barred.has(id))
    .map((item) => ({ ...item, version: versions.get(item.id) ?? 0 }));
}

/** What stands in the way of taking somebody out; asked only of those whom the actor may answer for. */
async function barredFrom(
  tx: Tx,
  actor: Actor,
  open: readonly LockedItem[],
  byMembership: ReadonlyMap<string, LockedMembership>,
  { answer }: Answer,
): Promise<Map<string, Refusal>> {
  if (answer === 'keep') return new Map();
  return removalObstacles(
    tx,
    open.filter((item) => mayAnswer(actor, item).allowed),
    byMembership,
  );
}

async function move(
  tx: Tx,
  actor: Actor,
  rows: readonly LockedItem[],
  { answer, reason }: Answer,
): Promise<Moved[]> {
  const at = now();
  const { 'inactive.kept_days': days } = await settingsNow(tx);
  const keptUntil = answer === 'keep' ? new Date(at.getTime() + days * 86_400_000) : null;
  return transition(tx, {
    table: sweepItems,
    workflow: sweepWorkflow,
    verb: answer,
    rows,
    actor,
    may: mayAnswer,
    label: itemLabel,
    reason: reason || null,
    set: { answeredBy: actor.personId, reason: reason || null, keptUntil },
  });
}

/** Whose duty a delegate exercised differs from unit to unit. */
async function namePrincipals(tx: Tx, won: readonly Answered[]): Promise<void> {
  const values = won.flatMap(({ item, grant }) =>
    grant?.onBehalfOf ? [sql`(${item.id}::uuid, ${grant.onBehalfOf.id}::uuid)`] : [],
  );
  if (!values.length) return;
  await tx
    .update(sweepItems)
    .set({ answeredFor: sql`principal.person` })
    .from(sql`(values ${sql.join(values, sql`, `)}) as principal (item, person)`)
    .where(sql`${sweepItems.id} = principal.item`);
}

function unanswered(
  id: string,
  item: LockedItem | undefined,
  why: {
    lapsed: ReadonlyMap<string, string>;
    barred: ReadonlyMap<string, Refusal>;
    answers: ReadonlyMap<string, Moved>;
  },
): Unanswered[] {
  if (!item) return [{ id, label: '', refusal: gone }];
  const label = itemLabel(item);
  const lapsed = why.lapsed.get(id);
  if (lapsed) return [{ id, label, refusal: { code: 'conflict', message: `${lapsed}，不必再答复` } }];
  const barred = why.barred.get(id);
  if (barred) return [{ id, label, refusal: barred }];
  const answer = why.answers.get(id);
  return answer && !answer.ok ? [{ id, label, refusal: answer.refusal }] : [];
}

async function recordRefused(tx: Tx, actor: Actor, refused: readonly Unanswered[]): Promise<void> {
  await record(
    tx,
    actor,
    ...refused.map(({ id, label, refusal }) => ({
      action: 'inactive.answer',
      entity: { type: 'inactive', id, label },
      clause: '2.2.1c',
      reason: refusal.message,
      refused: refusal.code,
    })),
  );
}
