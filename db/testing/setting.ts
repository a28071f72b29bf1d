import { db } from '@/db/client';
import { settings } from '@/db/schema/house';
import { now } from '@/lib/core/clock';
import { forgetSettings } from '@/lib/settings/queries';
import type { SettingKey, Settings } from '@/lib/settings/registry';

/** Puts a setting in force, without its history. */
export async function useSetting<Key extends SettingKey>(key: Key, value: Settings[Key]): Promise<void> {
  const row = { key, value, version: 1, changedAt: now() };
  await db().insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
  forgetSettings();
}
