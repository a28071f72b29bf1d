import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';
import { type SettingKey, settingRegistry } from './registry';

/** The Office changes the rules of business, the system administrator those of signing in. */
export function mayChangeSetting(actor: Actor, key: SettingKey): Verdict {
  return settingRegistry[key].area === 'rules'
    ? verdict(actor, 'settings.rules')
    : verdict(actor, 'settings.signin');
}
