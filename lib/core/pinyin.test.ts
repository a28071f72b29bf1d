import { describe, expect, it } from 'vitest';
import { spelled } from './pinyin';

describe('spelled', () => {
  it('spells a name and its initials', () => {
    expect(spelled('张三')).toEqual({ pinyin: 'zhangsan', initials: 'zs' });
    expect(spelled('社区书记群')).toEqual({ pinyin: 'shequshujiqun', initials: 'sqsjq' });
  });

  it('reads surnames as surnames for people only', () => {
    expect(spelled('单田', 'person').initials).toBe('st');
    expect(spelled('单田').initials).toBe('dt');
  });

  it('keeps letters and digits, without spaces', () => {
    expect(spelled('A 区 2 组')).toEqual({ pinyin: 'aqu2zu', initials: 'aq2z' });
  });

  it('spells ü as v, as it is typed', () => {
    expect(spelled('吕', 'person').pinyin).toBe('lv');
  });
});
