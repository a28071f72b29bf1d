import { and, eq, gte, sql } from 'drizzle-orm';
import { auditEvents } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { afterPassword } from '../accounts/commands/reauthenticate';
import { visiblePeople } from '../people/queries/scope';
import { mayExportPersonalData } from './policy';

interface Wanted {
  personId?: string;
  reason?: string;
}

const dayMs = 86_400_000;
const mostADay = { own: 3, forOthers: 20 };

const spec = {
  name: 'person.export_data',
  clause: '1.3.3',
  entity: ({ personId }: Wanted) => ({ type: 'person', id: personId ?? 'own', label: '个人信息' }),
};

/** Whose data it is: the actor's, or somebody's whom he may see. */
const subjectOf = (actor: Actor, { personId }: Wanted): string =>
  personId ?? actor.personId ?? refuse('session', '登录已失效，请重新登录');

/** Lets the actor have a person's data now: password first, and a few a day. @returns the person */
export const admitPersonalData = afterPassword(
  command<Wanted & { current: string }, { id: string; name: string }>(spec, async (tx, actor, wanted) => {
    const id = subjectOf(actor, wanted);
    granted(mayExportPersonalData(actor, id));
    const own = id === actor.personId;
    const [person] = await tx
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(and(eq(people.id, id), own ? undefined : visiblePeople(actor)));
    if (!person) return refuse('not_found', '没有找到这个人');
    const made = await tx.$count(
      auditEvents,
      and(
        eq(auditEvents.actorId, actor.personId ?? id),
        gte(auditEvents.at, new Date(now().getTime() - dayMs)),
        eq(auditEvents.action, spec.name),
        eq(auditEvents.outcome, 'done'),
        own ? eq(auditEvents.entityId, id) : sql`${auditEvents.entityId} <> ${actor.personId}`,
      ),
    );
    if (made >= (own ? mostADay.own : mostADay.forOthers))
      refuse('limited', '今天导出的次数过多，请明天再试');
    return person;
  }),
);

/** Records what left the house, before it does; without the record it does not. */
export const recordPersonalData = command<Wanted & { name: string; rows: number }, null>(
  spec,
  async (tx, actor, wanted) => {
    const id = subjectOf(actor, wanted);
    const grant = granted(mayExportPersonalData(actor, id));
    await record(tx, actor, {
      action: spec.name,
      entity: { type: 'person', id, label: wanted.name },
      grant,
      clause: spec.clause,
      reason: wanted.reason ?? null,
      after: { rows: wanted.rows },
    });
    return null;
  },
);
