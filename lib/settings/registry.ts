import { noticeSettings } from './registry/notices';
import { ruleSettings } from './registry/rules';
import { runningSettings } from './registry/running';

/** Every threshold of the product with its default. A change is kept with who, when and why. */
export const settingRegistry = { ...ruleSettings, ...noticeSettings, ...runningSettings } as const;

export type SettingKey = keyof typeof settingRegistry;
export type Settings = { [K in SettingKey]: (typeof settingRegistry)[K]['initial'] };

/** All defaults. */
export function initialSettings(): Settings {
  return Object.fromEntries(Object.entries(settingRegistry).map(([key, s]) => [key, s.initial])) as Settings;
}
