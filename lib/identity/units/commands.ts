import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { leaderUnits, people, roleAssignments, secondaryPostings } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { brokenConstraint, refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { within } from '@/lib/identity/roles/queries/period';
import { command } from '@/lib/workflow/command';
import type { archiveUnitInput, createUnitInput, editUnitInput } from './input';
import { mayArchiveUnit, mayManageUnits } from './policy';
import { unitKindNames } from './rules';

const clause = '1.2';

type UnitRow = typeof units.$inferSelect;
type UnitFields = Pick<UnitRow, 'name' | 'shortName' | 'kind' | 'sort'>;

const shown = ({ name, shortName, kind, sort }: UnitFields) => ({
  name,
  shortName,
  kind: unitKindNames[kind],
  sort,
});

const taken: Record<string, () => never> = {
  units_name: () => refuse('invalid', '已有同名单位', { fields: { name: '已有同名单位，请换一个名称' } }),
  units_short_name: () =>
    refuse('invalid', '简称已被其他单位使用', {
      fields: { shortName: '已被其他单位使用；群昵称由简称加姓名组成，简称不能重复' },
    }),
  units_one_office: () =>
    refuse('rule', '街道办公室只能有一个', { clause, fields: { kind: '街道办公室只能有一个' } }),
};

/** Runs a write whose unique names the database guards, and says at the field which one was taken. */
async function unlessTaken(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    taken[brokenConstraint(error) ?? '']?.();
    throw error;
  }
}

async function lockUnit(tx: Tx, id: string): Promise<UnitRow> {
  const [unit] = await tx
    .select()
    .from(units)
    .where(and(eq(units.id, id), isNull(units.archivedAt)))
    .for('update');
  return unit ?? refuse('not_found', '没有找到这个单位，可能已停用');
}

/** Adds a unit. Refuses a second Office, and names or short names in use. */
export const createUnit = command(
  {
    name: 'unit.create',
    clause,
    once: (input: z.output<typeof createUnitInput>) => input.submissionId,
  },
  async (tx, actor, { name, shortName, kind, sort }) => {
    const grant = granted(mayManageUnits(actor));
    const unit = { id: newId(), name, shortName, kind, sort, createdAt: now() };
    await unlessTaken(tx.insert(units).values(unit));
    await record(tx, actor, {
      action: 'unit.create',
      entity: { type: 'unit', id: unit.id, label: name },
      grant,
      clause,
      after: shown(unit),
    });
    return { id: unit.id };
  },
);

/** Changes a unit's names, kind and place. The Office stays the Office, and no other unit becomes it. */
export const editUnit = command(
  {
    name: 'unit.edit',
    clause,
    entity: ({ id, name }: z.output<typeof editUnitInput>) => ({ type: 'unit', id, label: name }),
  },
  async (tx, actor, { id, ...fields }) => {
    const grant = granted(mayManageUnits(actor));
    const before = await lockUnit(tx, id);
    if ((before.kind === 'office') !== (fields.kind === 'office')) {
      refuse('rule', '街道办公室只能有一个，也不能没有', {
        clause,
        fields: { kind: before.kind === 'office' ? '街道办公室的类别不能更改' : '街道办公室只能有一个' },
      });
    }
    await unlessTaken(tx.update(units).set(fields).where(eq(units.id, id)));
    await record(tx, actor, {
      action: 'unit.edit',
      entity: { type: 'unit', id, label: fields.name },
      grant,
      clause,
      before: shown(before),
      after: shown(fields),
    });
    return { id };
  },
);

const openStates = ['reported', 'submitted', 'approved'] as const;

/** Groups it owns, and requests under way to represent it in one. */
async function remainingBusiness(tx: Tx, unitId: string): Promise<string[]> {
  const owned = await tx.$count(groups, and(eq(groups.ownerUnitId, unitId), isNull(groups.archivedAt)));
  const asked = await tx.$count(
    membershipRequests,
    and(eq(membershipRequests.unitId, unitId), inArray(membershipRequests.status, [...openStates])),
  );
  return [owned ? `${owned} 个工作群` : '', asked ? `${asked} 份未办结的申请` : ''].filter(Boolean);
}

/** What stands in the way of archiving: people at home or posted, heads and a leader in charge, now or later; in words. */
async function remaining(tx: Tx, unitId: string): Promise<string[]> {
  const open = { startsAt: now(), endsAt: null };
  const home = await tx.$count(people, and(eq(people.unitId, unitId), isNull(people.departedAt)));
  const posted = await tx.$count(
    secondaryPostings,
    and(
      eq(secondaryPostings.unitId, unitId),
      or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, officeDay(now()))),
    ),
  );
  const heads = await tx.$count(
    roleAssignments,
    and(eq(roleAssignments.unitId, unitId), within(roleAssignments, open)),
  );
  const leaders = await tx.$count(
    leaderUnits,
    and(eq(leaderUnits.unitId, unitId), within(leaderUnits, open)),
  );
  return [
    home ? `${home} 名在岗人员` : '',
    posted ? `${posted} 名兼职人员` : '',
    heads ? `${heads} 名负责人` : '',
    leaders ? `${leaders} 名分管领导` : '',
    ...(await remainingBusiness(tx, unitId)),
  ].filter(Boolean);
}

/** Takes a unit out of use. Refused while people, heads, a leader in charge, groups or open requests remain; says how many. */
export const archiveUnit = command(
  {
    name: 'unit.archive',
    clause,
    entity: ({ id }: z.output<typeof archiveUnitInput>) => ({ type: 'unit', id, label: '单位' }),
  },
  async (tx, actor, { id, reason }) => {
    const grant = granted(mayManageUnits(actor));
    const unit = await lockUnit(tx, id);
    granted(mayArchiveUnit(actor, unit));
    const left = await remaining(tx, id);
    if (left.length) refuse('rule', `${unit.name}还有${left.join('、')}，请先调整后再停用`, { clause });
    await tx.update(units).set({ archivedAt: now() }).where(eq(units.id, id));
    await record(tx, actor, {
      action: 'unit.archive',
      entity: { type: 'unit', id, label: unit.name },
      grant,
      clause,
      reason,
      before: shown(unit),
      after: { archived: true },
    });
    return { id };
  },
);
