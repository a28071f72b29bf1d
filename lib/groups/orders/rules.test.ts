import { describe, expect, it } from 'vitest';
import { blamesNumber } from './rules';

describe('the number of somebody who could not be added', () => {
  it.each([
    '手机号有误，搜不到此人',
    '没有登记手机号',
    '未登记手机号',
    '手机号码错误',
    '号码是空号',
    '电话已停机',
    '手机号少一位',
    '手机号不是本人的',
    '手机号已变更',
  ])('is blamed by %s', (text) => expect(blamesNumber(text)).toBe(true));

  it.each([
    '电话联系本人，本人拒绝加入',
    '打电话无人接听',
    '对方手机没电',
    '已电话告知，群人数已满',
    '手机号没有错，本人拒绝加入',
    '号码无误，对方拒绝邀请',
    '对方电话里说单位信息不对',
    '对方拒绝邀请',
  ])('is not blamed by %s', (text) => expect(blamesNumber(text)).toBe(false));
});
