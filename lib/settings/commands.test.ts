import { desc } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { parseList } from '@/lib/core/paging';
import { changeSetting } from './commands';
import { changeSettingInput } from './input';
import { settingChangeList } from './list';
import { listSettingChanges, listSettings, settingsNow } from './queries';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

const days = { key: 'membership.decision_days', value: '3', version: 0, reason: '节后集中办理' } as const;
const minutes = { key: 'signin.idle_minutes', value: '20', version: 0, reason: '按上级要求' } as const;
const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];
const history = (params: Record<string, string> = {}) =>
  listSettingChanges(street.office, parseList(settingChangeList, params));

describe('changing a setting', () => {
  it('takes effect at once, with history and audit record', async () => {
    expect((await settingsNow())['membership.decision_days']).toBe(2);
    expect(await changeSetting(street.office, days)).toEqual({ ok: true, value: null });
    expect((await settingsNow())['membership.decision_days']).toBe(3);
    expect((await history()).rows).toMatchObject([
      {
        label: '入群申请审核时限',
        before: '2 个工作日',
        after: '3 个工作日',
        reason: '节后集中办理',
        changedByName: '周敏',
      },
    ]);
    expect(await lastRecord()).toMatchObject({
      action: 'setting.change',
      actingRole: 'office_admin',
      clause: '2.1.1',
      before: { value: '2 个工作日' },
      after: { value: '3 个工作日' },
    });
  });

  it.each(['审核时限', '2.1.1', 'rqsq', '3个工作日 入群'])(
    'is found among the changes by %s, as the setting is',
    async (q) => {
      await changeSetting(street.office, days);
      expect((await history({ q })).rows).toHaveLength(1);
      expect((await history({ q: `${q} 附件` })).rows).toEqual([]);
    },
  );

  it('is refused to whoever saw an older version, naming who was first', async () => {
    await changeSetting(street.office, days);
    const second = await changeSetting(street.office2, { ...days, value: '5' });
    expect(second).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
    expect(second.ok ? '' : second.refusal.message).toContain('周敏');
    expect((await settingsNow())['membership.decision_days']).toBe(3);
  });

  it('lets one of two at once win', async () => {
    const both = await Promise.all([
      changeSetting(street.office, { ...days, value: '4' }),
      changeSetting(street.office2, { ...days, value: '5' }),
    ]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect((await history()).rows).toHaveLength(1);
  });

  it.each([
    ['0', '不能小于 1'],
    ['31', '不能大于 30'],
    ['1.5', '请填写整数'],
    ['三', '请填写数字'],
    ['', '请填写数字'],
  ])('refuses %j at the field', async (value, message) => {
    const parsed = changeSettingInput.safeParse({ ...days, value });
    expect(parsed.error?.issues).toMatchObject([{ path: ['value'], message }]);
    expect(await changeSetting(street.office, { ...days, value })).toMatchObject({
      refusal: { code: 'invalid', fields: { value: message } },
    });
  });

  it('refuses hours in which the office never opens', async () => {
    const result = await changeSetting(street.office, { ...days, key: 'office.opens', value: '18:00' });
    expect(result).toMatchObject({ refusal: { code: 'rule', fields: { value: '上班时间须早于下班时间' } } });
  });

  it('refuses the value it has', async () => {
    expect(await changeSetting(street.office, { ...days, value: '2' })).toMatchObject({
      refusal: { code: 'invalid' },
    });
  });

  const roles = { key: 'signin.second_factor', version: 0, reason: '按上级要求' } as const;

  it('takes any of several choices, in the order of the list, and says them in words', async () => {
    const input = changeSettingInput.parse({ ...roles, value: ['auditor', 'office_admin'] });
    expect(await changeSetting(street.sysadmin, input)).toMatchObject({ ok: true });
    expect((await settingsNow())['signin.second_factor']).toBe('office_admin,auditor');
    expect((await history()).rows).toMatchObject([{ before: '不要求', after: '街道办公室管理员、审计员' }]);
    const none = changeSettingInput.parse({ ...roles, version: 1, value: [] });
    expect(await changeSetting(street.sysadmin, none)).toMatchObject({ ok: true });
    expect((await settingsNow())['signin.second_factor']).toBe('');
  });

  it('takes no choice that is not on the list', () => {
    const parsed = changeSettingInput.safeParse({ ...roles, value: ['member'] });
    expect(parsed.error?.issues).toMatchObject([{ path: ['value'], message: '请从列出的选项中选择' }]);
  });

  it.each(['8:30', '24:00', 'morning'])('refuses %s as a time of day', (value) => {
    const parsed = changeSettingInput.safeParse({ ...days, key: 'office.opens', value });
    expect(parsed.error?.issues[0]?.message).toBe('请按 08:30 的格式填写');
  });
});

describe('who may change what', () => {
  it('leaves the rules to the Office and signing in to the system administrator', async () => {
    expect(await changeSetting(street.sysadmin, days)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await lastRecord()).toMatchObject({
      action: 'setting.change',
      outcome: 'refused',
      entityId: days.key,
    });
    expect(await changeSetting(street.office, minutes)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await changeSetting(street.sysadmin, minutes)).toMatchObject({ ok: true });
  });

  it('refuses everybody else', async () => {
    for (const actor of [
      street.headHeping,
      street.leader,
      street.member,
      street.supervisor,
      street.auditor,
    ]) {
      expect(await changeSetting(actor, days)).toMatchObject({ refusal: { code: 'forbidden' } });
      expect(await changeSetting(actor, minutes)).toMatchObject({ refusal: { code: 'forbidden' } });
    }
  });

  it('shows each what he may change, and others nothing', async () => {
    const seen = await listSettings(street.office);
    expect(seen.find(({ key }) => key === days.key)).toMatchObject({
      value: '2 个工作日',
      may: { change: true },
    });
    expect(seen.find(({ key }) => key === minutes.key)).toMatchObject({
      value: '30 分钟',
      may: { change: false },
    });
    expect(await listSettings(street.member)).toEqual([]);
    await changeSetting(street.office, days);
    expect((await listSettingChanges(street.member, parseList(settingChangeList, {}))).rows).toEqual([]);
  });
});
