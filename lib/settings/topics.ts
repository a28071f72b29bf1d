import { spelled } from '@/lib/core/pinyin';
import type { SettingKey } from './registry';

/** What settings are about, as the page parts them; everything of a part is one office's business. */
export const topicNames = {
  office: '办公时间与制度版本',
  membership: '入群退群与群内办理',
  inactive: '不活跃成员清理',
  notices: '信息发布',
  signin: '登录与密码',
  keeping: '备份与保存期限',
} as const;
export type SettingTopic = keyof typeof topicNames;

type Prefix = SettingKey extends `${infer P}.${string}` ? P : never;
const topics: Record<Prefix, SettingTopic> = {
  office: 'office',
  regulation: 'office',
  membership: 'membership',
  orders: 'membership',
  nickname: 'membership',
  imports: 'membership',
  drafts: 'membership',
  inactive: 'inactive',
  notices: 'notices',
  signin: 'signin',
  audit: 'keeping',
  backup: 'keeping',
  retention: 'keeping',
};

export const topicOf = (key: SettingKey): SettingTopic => topics[key.slice(0, key.indexOf('.')) as Prefix];

interface Findable {
  key: SettingKey;
  label: string;
  hint: string;
  clause: string | null;
  value: string;
}

/** Numbers are shown with a blank before their unit, which nobody types. */
const unspaced = (text: string): string => text.toLowerCase().replaceAll(' ', '');

/** Whether a setting has every word that is looked for: in its name, its pinyin or initials, what is said of it, its clause, its value. */
export function isFound({ key, label, hint, clause, value }: Findable, sought: string): boolean {
  const { pinyin, initials } = spelled(label);
  const said = [label, hint, topicNames[topicOf(key)], clause ?? '', value, pinyin, initials];
  const text = unspaced(said.join('\n'));
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
