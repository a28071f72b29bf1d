import { describe, expect, it } from 'vitest';
import { type SettingKey, settingRegistry } from './registry';
import { isFound, topicNames, topicOf } from './topics';

const keys = Object.keys(settingRegistry) as SettingKey[];
const rowOf = (key: SettingKey) => {
  const { label, hint } = settingRegistry[key];
  return { key, label, hint, clause: '2.1.1', value: '2 个工作日' };
};

describe('what settings are about', () => {
  it('puts every setting into one part, and every part into one office’s hands', () => {
    for (const topic of Object.keys(topicNames)) {
      const own = keys.filter((key) => topicOf(key) === topic);
      expect(own.length, topic).toBeGreaterThan(0);
      expect(new Set(own.map((key) => settingRegistry[key].area)).size, topic).toBe(1);
    }
    expect(keys.filter((key) => !Object.hasOwn(topicNames, topicOf(key)))).toEqual([]);
  });
});

describe('looking for a setting', () => {
  const row = rowOf('membership.decision_days');
  it.each([
    '',
    '审核时限',
    '入群 时限',
    'rqsq',
    'ruqun',
    '2.1.1',
    '2 个工作日',
    '2个工作日',
    '2  个工作日 入群',
    '群内办理',
  ])('finds it by “%s”', (sought) => {
    expect(isFound(row, sought)).toBe(true);
  });
  it.each(['密码', '入群 密码', '9.9.9', '12 个工作日'])('not by “%s”', (sought) => {
    expect(isFound(row, sought)).toBe(false);
  });
});
