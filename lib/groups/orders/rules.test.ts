import { describe, expect, it } from 'vitest';
import { awaitsNumber, blamesNumber } from './rules';

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
    '多了一位数',
    '没有留电话',
    '没有本人的手机号',
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
    '群主要求至少一位负责人同意',
    '很多单位都不同意',
    '许多岗位重复，不宜加入',
    '群已满，少一位名额',
    '手机号正确，已变更岗位',
    '未打通手机号',
    '没有按手机号通过好友验证',
  ])('is not blamed by %s', (text) => expect(blamesNumber(text)).toBe(false));
});

const stuck = { departed: false, groupArchived: false, homeUnitId: 'heping', unitId: 'heping' };
const order = { kind: 'add', status: 'failed', failReason: '手机号有误，搜不到此人' } as const;

describe('another number', () => {
  it('is waited for where the one on file is to blame', () => {
    expect(awaitsNumber(stuck, order)).toBe(true);
  });

  it.each([
    [{ departed: true }, {}],
    [{ groupArchived: true }, {}],
    [{ homeUnitId: 'xinhua' }, {}],
    [{}, { kind: 'remove' }],
    [{}, { status: 'cancelled' }],
    [{}, { failReason: '本人拒绝加入' }],
    [{}, { failReason: null }],
  ] as const)('is not with %j and an order of %j', (request, other) => {
    expect(awaitsNumber({ ...stuck, ...request }, { ...order, ...other })).toBe(false);
  });
});
