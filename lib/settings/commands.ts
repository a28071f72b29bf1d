import { and, desc, eq, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { settingChanges, settings } from '@/db/schema/house';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { formatShort } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import type { changeSettingInput } from './input';
import { mayChangeSetting } from './policy';
import { forgetSettings, readSettings } from './queries';
import { type SettingKey, settingRegistry } from './registry';
import { contradiction, readField, valueText } from './rules';

// Any fixed number: settings that must agree with one another are changed one after the other.
const changeLock = 7_201_102;

async function conflict(tx: Tx, key: SettingKey): Promise<never> {
  const [last] = await tx
    .select({ by: settingChanges.changedByName, at: settingChanges.changedAt })
    .from(settingChanges)
    .where(eq(settingChanges.key, key))
    .orderBy(desc(settingChanges.changedAt))
    .limit(1);
  const who = last ? `已由${last.by}于 ${formatShort(last.at)} 调整` : '已被他人调整';
  return refuse('conflict', `${who}，请刷新后核对现值再改`);
}

async function write(tx: Tx, key: SettingKey, value: unknown, version: number): Promise<void> {
  const row = { value, version: version + 1, changedAt: now() };
  const written =
    version === 0
      ? await tx
          .insert(settings)
          .values({ key, ...row })
          .onConflictDoNothing()
          .returning({ key: settings.key })
      : await tx
          .update(settings)
          .set(row)
          .where(and(eq(settings.key, key), eq(settings.version, version)))
          .returning({ key: settings.key });
  if (!written.length) await conflict(tx, key);
}

/** Changes one setting. Refused when somebody changed it since, or when it would contradict another. */
export const changeSetting = command<z.output<typeof changeSettingInput>, null>(
  {
    name: 'setting.change',
    entity: ({ key }) => ({ type: 'setting', id: key, label: settingRegistry[key].label }),
    committed: forgetSettings,
  },
  async (tx, actor, { key, value: text, version, reason }) => {
    const grant = granted(mayChangeSetting(actor, key));
    const reading = readField(key, text);
    if (!reading.ok) return refuse('invalid', reading.message, { fields: { value: reading.message } });
    await tx.execute(sql`select pg_advisory_xact_lock(${changeLock})`);
    const present = await readSettings(tx);
    const before = present[key];
    if (before === reading.value)
      refuse('invalid', '与现值相同，无需调整', { fields: { value: '与现值相同，无需调整' } });
    const wrong = contradiction({ ...present, [key]: reading.value });
    if (wrong) refuse('rule', wrong, { fields: { value: wrong } });
    await write(tx, key, reading.value, version);
    await tx.insert(settingChanges).values({
      id: newId(),
      key,
      before,
      after: reading.value,
      reason,
      changedBy: actor.personId,
      changedByName: actor.name,
      changedAt: now(),
    });
    const setting = settingRegistry[key];
    await record(tx, actor, {
      action: 'setting.change',
      entity: { type: 'setting', id: key, label: setting.label },
      grant,
      clause: 'clause' in setting ? setting.clause : '8',
      reason,
      before: { value: valueText(key, before) },
      after: { value: valueText(key, reading.value) },
    });
    return null;
  },
);
