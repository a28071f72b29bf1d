import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db, type Reader } from '@/db/client';
import { calendarDays, settingChanges, settings } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import type { SettingChangeRow } from './list';
import { mayChangeSetting } from './policy';
import { initialSettings, type SettingKey, type Settings, settingRegistry } from './registry';
import { areaNames, fieldText, isSettingKey, type SettingArea, valueText } from './rules';
import { isFound } from './topics';

const freshMs = 5_000;

/** What the office has set: its settings, and which days it has declared working or free. */
export interface Office {
  settings: Settings;
  days: ReadonlyMap<string, boolean>;
}

// One cache a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & {
  __qunxuOffice?: { at: number; value: Office } | undefined;
};

/** Forgets the cached settings and days; the next reader sees the change. Other instances follow within five seconds. */
export function forgetSettings(): void {
  holder.__qunxuOffice = undefined;
}

type Stored = { key: string; value: unknown };

/** What was never changed has its default. */
function inForce(stored: readonly Stored[]): Settings {
  const changed = stored.flatMap(({ key, value }) => {
    if (!isSettingKey(key)) return [];
    const parsed = settingRegistry[key].schema.safeParse(value);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return { ...initialSettings(), ...Object.fromEntries(changed) };
}

/** All settings in force, read now. */
export async function readSettings(on: Reader): Promise<Settings> {
  return inForce(await on.select({ key: settings.key, value: settings.value }).from(settings).limit(1_000));
}

/** Both in one statement: a page that finds the cache empty asks once. */
async function readOffice(on: Reader): Promise<Office> {
  const [row] = await on.execute<{ settings: Stored[] | null; days: [string, boolean][] | null }>(sql`
    select (select jsonb_agg(kept) from (select ${settings.key}, ${settings.value} from ${settings} limit 1000) kept) as settings,
      (select jsonb_agg(jsonb_build_array(day, working))
        from (select ${calendarDays.day}, ${calendarDays.working} from ${calendarDays} limit 5000) kept) as days`);
  return { settings: inForce(row?.settings ?? []), days: new Map(row?.days ?? []) };
}

/** What the office has set. Cached for five seconds. */
export async function officeNow(on: Reader = db()): Promise<Office> {
  const at = now().getTime();
  const cached = holder.__qunxuOffice;
  if (cached && Math.abs(at - cached.at) < freshMs) return cached.value;
  const value = await readOffice(on);
  holder.__qunxuOffice = { at, value };
  return value;
}

/** All settings in force. Cached for five seconds. */
export async function settingsNow(on: Reader = db()): Promise<Settings> {
  return (await officeNow(on)).settings;
}

export interface SettingRow {
  key: SettingKey;
  label: string;
  hint: string;
  area: SettingArea;
  clause: string | null;
  /** In words. */
  value: string;
  initial: string;
  changed: boolean;
  /** As the form's field holds it. */
  field: string;
  /** 0 while it was never changed. */
  version: number;
  changedAt: Date | null;
  may: { change: boolean };
}

/** Every setting with its value and its default; nothing for whoever may not see them. */
export async function listSettings(actor: Actor): Promise<SettingRow[]> {
  if (!mayAtAll(actor, 'settings.view')) return [];
  const [values, rows] = await Promise.all([
    readSettings(db()),
    db()
      .select({ key: settings.key, version: settings.version, changedAt: settings.changedAt })
      .from(settings)
      .limit(1_000),
  ]);
  const stored = new Map(rows.map((row) => [row.key, row]));
  return (Object.keys(settingRegistry) as SettingKey[]).map((key) => {
    const setting = settingRegistry[key];
    return {
      key,
      label: setting.label,
      hint: setting.hint,
      area: setting.area,
      clause: ('clause' in setting && setting.clause) || null,
      value: valueText(key, values[key]),
      initial: valueText(key, setting.initial),
      changed: values[key] !== setting.initial,
      field: fieldText(key, values[key]),
      version: stored.get(key)?.version ?? 0,
      changedAt: stored.get(key)?.changedAt ?? null,
      may: { change: mayChangeSetting(actor, key).allowed },
    };
  });
}

export interface ThresholdsInForce {
  version: string;
  effectiveOn: string;
  /** By clause: `2.1.1` → 入群申请审核时限：2 个工作日. */
  byClause: Readonly<Record<string, string[]>>;
}

/** What the regulation's page says beside its clauses: the thresholds in force. Everybody may know them. */
export async function thresholdsInForce(actor: Actor): Promise<ThresholdsInForce | null> {
  if (!mayAtAll(actor, 'regulation.view')) return null;
  const values = await settingsNow();
  const byClause: Record<string, string[]> = {};
  for (const key of Object.keys(settingRegistry) as SettingKey[]) {
    const setting = settingRegistry[key];
    if (!('clause' in setting && setting.clause) || setting.clause === '8') continue;
    byClause[setting.clause] ??= [];
    byClause[setting.clause]?.push(`${setting.label}：${valueText(key, values[key])}`);
  }
  return {
    version: values['regulation.version'],
    effectiveOn: values['regulation.effective_on'],
    byClause,
  };
}

/** Changes of the settings that the same search finds among themselves. */
async function changesFor(actor: Actor, { filters, q }: ListState): Promise<SQL | undefined> {
  const values = await settingsNow();
  const keys = (Object.keys(settingRegistry) as SettingKey[]).filter((key) => {
    const { label, hint, area, ...setting } = settingRegistry[key];
    const clause = ('clause' in setting && setting.clause) || null;
    return (
      (!filters.key || filters.key.includes(key)) &&
      (!filters.area || filters.area.includes(area)) &&
      isFound({ key, label, hint, clause, value: valueText(key, values[key]) }, q)
    );
  });
  return and(sql`${mayAtAll(actor, 'settings.view')}`, inArray(settingChanges.key, keys));
}

/** Who changed which setting, when and why, newest first. */
export async function listSettingChanges(actor: Actor, state: ListState): Promise<Page<SettingChangeRow>> {
  const where = await changesFor(actor, state);
  const direction = state.dir === 'asc' ? asc : desc;
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${settingChanges} where ${where}`),
    db()
      .select()
      .from(settingChanges)
      .where(where)
      .orderBy(direction(settingChanges.changedAt), direction(settingChanges.id))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return {
    rows: rows.flatMap((row) => {
      if (!isSettingKey(row.key)) return [];
      const { label, area } = settingRegistry[row.key];
      return {
        id: row.id,
        key: row.key,
        label,
        area: areaNames[area],
        before: valueText(row.key, row.before),
        after: valueText(row.key, row.after),
        reason: row.reason,
        changedByName: row.changedByName,
        changedAt: row.changedAt,
      };
    }),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}
