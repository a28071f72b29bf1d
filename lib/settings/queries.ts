import { db, type Reader } from '@/db/client';
import { settings } from '@/db/schema/house';
import { now } from '@/lib/core/clock';
import { initialSettings, type SettingKey, type Settings, settingRegistry } from './registry';

const freshMs = 5_000;
let cached: { at: number; value: Settings } | undefined;

/** Forgets the cached settings; the next reader sees the change. Other instances follow within five seconds. */
export function forgetSettings(): void {
  cached = undefined;
}

/** All settings in force; what was never changed has its default. Cached for five seconds. */
export async function settingsNow(on: Reader = db()): Promise<Settings> {
  const at = now().getTime();
  if (cached && Math.abs(at - cached.at) < freshMs) return cached.value;
  const rows = await on.select({ key: settings.key, value: settings.value }).from(settings).limit(1_000);
  const changed = rows.flatMap(({ key, value }) => {
    if (!Object.hasOwn(settingRegistry, key)) return [];
    const parsed = settingRegistry[key as SettingKey].schema.safeParse(value);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  const value = { ...initialSettings(), ...Object.fromEntries(changed) };
  cached = { at, value };
  return value;
}
