import { type SettingKey, type Settings, settingRegistry } from './registry';

export const areaNames = { rules: '业务规则', signin: '登录与备份' } as const;
export type SettingArea = keyof typeof areaNames;

/** Whether a text names a setting. */
export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(settingRegistry, text);
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A value as the form's field holds it: `30`, `08:30`, `-`. */
export function fieldText(key: SettingKey, value: unknown): string {
  return settingRegistry[key].kind === 'time' && typeof value === 'number' ? clock(value) : String(value);
}

/** A value in words: `2 个工作日`, `08:30`, `短横（和平-张三）`. */
export function valueText(key: SettingKey, value: unknown): string {
  const setting = settingRegistry[key];
  const choices = 'choices' in setting ? setting.choices : undefined;
  if (setting.kind === 'several') {
    const chosen = choices?.filter((choice) => String(value).split(',').includes(choice.value));
    return chosen?.map((choice) => choice.label).join('、') || '不要求';
  }
  const chosen = choices?.find((choice) => choice.value === value);
  if (chosen) return chosen.label;
  if (value === 0 && 'zero' in setting && setting.zero) return setting.zero;
  const unit = 'unit' in setting && setting.unit ? ` ${setting.unit}` : '';
  return `${fieldText(key, value)}${unit}`;
}

const timeOfDay = /^([01]\d|2[0-3]):([0-5]\d)$/;

function fieldValue(key: SettingKey, text: string): unknown {
  if (settingRegistry[key].kind !== 'time') return text;
  const found = timeOfDay.exec(text.trim());
  return found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
}

export type Reading = { ok: true; value: unknown } | { ok: false; message: string };

/** Reads what was typed for a setting, by the setting's own schema. */
export function readField(key: SettingKey, text: string): Reading {
  const setting = settingRegistry[key];
  if (setting.kind === 'time' && !timeOfDay.test(text.trim()))
    return { ok: false, message: '请按 08:30 的格式填写' };
  if (setting.kind === 'number' && text.trim() === '') return { ok: false, message: '请填写数字' };
  const parsed = setting.schema.safeParse(fieldValue(key, text));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, message: parsed.error.issues[0]?.message ?? '请检查填写的内容' };
}

/** What is wrong with the settings taken together; null when they agree. */
export function contradiction(settings: Settings): string | null {
  if (settings['office.opens'] >= settings['office.closes']) return '上班时间须早于下班时间';
  if (settings['notices.window_opens'] >= settings['notices.window_closes'])
    return '发布时段的开始须早于结束';
  return null;
}
