import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse, sqlState } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { spelled } from '@/lib/core/pinyin';
import { command } from '@/lib/workflow/command';
import type { CreateGroup, EditGroup } from '../input';
import { needsAdministrator, platformNames, setsNicknames } from '../rules';
import { appoint } from './administrators';
import { administratorsInForce, entityOf, type Group, lockGroup, managing } from './lock';
import { openBusiness, unfinishedText } from './open-business';

const clause = '2.2.1a';

async function ownerUnit(tx: Tx, id: string): Promise<string> {
  const [unit] = await tx
    .select({ name: units.name })
    .from(units)
    .where(and(eq(units.id, id), isNull(units.archivedAt)))
    .for('share');
  const fields = { ownerUnitId: '没有这个单位，或单位已撤销' };
  return unit?.name ?? refuse('invalid', '请重新选择归口单位', { fields });
}

function nameTaken(name: string): never {
  return refuse('invalid', '群名称已被使用', { fields: { name: `已有使用中的工作群「${name}」` } });
}

/** A new group with its administrators, who are told. Outside this portal it needs one at least. */
export const createGroup = command<CreateGroup, { id: string }>(
  { name: 'group.create', clause, once: (input) => input.submissionId },
  async (tx, actor, input) => {
    const grant = managing(actor);
    const { name, platform, ownerUnitId, purpose } = input;
    if (needsAdministrator(platform) && !input.administrators.length) {
      const message = `${platformNames[platform]}群至少要有一位群管理员`;
      refuse('invalid', message, { clause, fields: { administrators: message } });
    }
    const unitName = await ownerUnit(tx, ownerUnitId);
    const group = { id: newId(), name };
    const made = await tx
      .insert(groups)
      .values({ ...group, ...spelled(name), platform, ownerUnitId, purpose, createdAt: now() })
      .onConflictDoNothing()
      .returning({ id: groups.id });
    if (!made.length) nameTaken(name);
    await appoint(tx, actor, { group, grant, personIds: input.administrators.map((one) => one.personId) });
    const administrators = (await administratorsInForce(tx, group.id)).map((one) => one.name);
    await record(tx, actor, {
      action: 'group.create',
      entity: entityOf(group),
      grant,
      clause,
      after: { name, platform: platformNames[platform], unit: unitName, purpose, administrators },
    });
    return { id: group.id };
  },
);

type Facts = Pick<Group, 'name' | 'platform' | 'ownerUnitId' | 'purpose'>;
const factKeys = ['name', 'platform', 'ownerUnitId', 'purpose'] as const;

/** The facts of `from` that differ in `to`. */
function changed(from: Facts, to: Facts): Partial<Facts> {
  return Object.fromEntries(factKeys.filter((key) => from[key] !== to[key]).map((key) => [key, from[key]]));
}

async function refusePlatformChange(tx: Tx, group: Group): Promise<void> {
  const open = await openBusiness(tx, group.id);
  if (open.requests + open.orders === 0) return;
  const message = `还有${unfinishedText(open)}，办结后才能更换平台`;
  refuse('rule', message, { clause, fields: { platform: message } });
}

/**
 * Out of the portal, which shows nicknames by itself, into a chat, where each has to be set. Held by id, as whoever confirms several
 * at once does. @returns how many
 */
async function askForNicknames(tx: Tx, groupId: string): Promise<number> {
  const present = and(eq(memberships.groupId, groupId), isNull(memberships.until));
  const held = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(present)
    .orderBy(asc(memberships.id))
    .for('update');
  await tx
    .update(memberships)
    .set({
      nicknameState: 'to_set',
      nicknameAskedAt: now(),
      // What was seen was seen in another chat.
      nicknameSeen: null,
      nicknameConfirmedAt: null,
      nicknameConfirmedBy: null,
    })
    .where(present);
  return held.length;
}

/** Changes what is written about a group in use; refuses to overwrite what somebody else changed meanwhile. */
export const editGroup = command<EditGroup, { id: string }>(
  { name: 'group.edit', clause, entity: ({ id, seen }) => entityOf({ id, name: seen.name }) },
  async (tx, actor, { id, seen, ...wanted }) => {
    const grant = managing(actor);
    const group = await lockGroup(tx, id);
    if (group.archivedAt) refuse('rule', '群已归档，恢复使用后才能修改', { clause });
    if (factKeys.some((key) => group[key] !== seen[key])) {
      refuse('conflict', '群资料刚由他人改过，请刷新页面后再改');
    }
    const before = changed(group, wanted);
    if (!Object.keys(before).length) refuse('invalid', '没有改动');
    const unitName = before.ownerUnitId ? await ownerUnit(tx, wanted.ownerUnitId) : undefined;
    if (before.platform) await refusePlatformChange(tx, group);
    await tx
      .update(groups)
      .set({ ...wanted, ...spelled(wanted.name) })
      .where(eq(groups.id, id))
      .catch((error: unknown) => {
        if (sqlState(error) === '23505') nameTaken(wanted.name);
        throw error;
      });
    const asked = before.platform && !setsNicknames(group.platform) ? await askForNicknames(tx, id) : 0;
    await record(tx, actor, {
      action: 'group.edit',
      entity: entityOf({ id, name: wanted.name }),
      grant,
      clause,
      before,
      after: {
        ...changed(wanted, group),
        ...(unitName ? { unit: unitName } : {}),
        ...(asked ? { nicknamesAsked: asked } : {}),
      },
    });
    return { id };
  },
);
