import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { importing } from '@/db/testing/importing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { departPerson } from '@/lib/groups/departing/commands';
import { stopSender } from '@/lib/jobs/enqueue';
import { importBatch } from './queries/batch';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const { sent, shown, verdicts, confirmed, run, register } = importing('people', () => s);

describe('checking a sheet of people', () => {
  it('says row by row who is new, who changes in what, and who stays as he is', async () => {
    await register('张华', '13800000001');
    await register('李明', '13800000002');
    const id = await sent([
      ['王强', '和平', '科员', '138-0000-0009', '', '新华社区'],
      ['张华', '新华社区', '组长', '13800000001', '否', '党政办、和平社区'],
      ['李明', '和平社区', '', '+86 13800000002', '', ''],
      ['赵物业', '和平社区', '物业经理', '', '是', ''],
    ]);
    expect(await verdicts(id)).toEqual([
      'new',
      'changed 单位：和平社区→新华社区 职务：网格员→组长 兼职单位：无→党政办公室、和平社区',
      'unchanged',
      'new',
    ]);
    expect((await shown(id))[1]?.details).toBe('新华社区 · 组长 · 138****0001 · 否 · 党政办、和平社区');
    expect(await importBatch(s.office, id)).toMatchObject({
      figures: { new: 2, changed: 1, unchanged: 1, error: 0, waiting: 3 },
      may: { start: true, recheck: true, discard: true },
    });
  });

  it('names what is wrong, by row and column, and what is meant', async () => {
    await register('张华', '13800000001');
    await register('李明', '13800000002');
    const leaving = await register('周离', '13800000003');
    await departPerson(s.office, { id: leaving, reason: '退休' });
    const id = await sent([
      ['', '和平社区', '', '13800000010'],
      ['张1', '和平社去', '', '1380000001'],
      ['孙五', '火星办', '', '13800000011'],
      ['孙六', '和平社区', '', ''],
      ['李四', '和平社区', '', '13800000001'],
      ['周离', '和平社区', '', '13800000003'],
      ['李明', '和平社区', '', '13800000012'],
      ['吴七', '和平社区', '', '138****0001'],
      ['吴八', '和平社区', '', '13800000013', '大概', '新华社区、和平社区'],
      ['郑九', '和平社区', '', '13800000014'],
      ['钱十', '和平社区', '', '13800000014'],
      ['张华', '和平社区', '', '13800000001', '是'],
    ]);
    expect(await verdicts(id)).toEqual([
      'error 姓名：请填写姓名',
      'error 姓名：请填写 2 至 20 个字的姓名，不含数字和符号 手机号：请填写 11 位手机号，如 13800005678 单位：没有「和平社去」这个单位，是否为「和平社区」',
      'error 单位：没有「火星办」这个单位，请先登记单位，或改为已登记的名称',
      'error 手机号：请填写手机号；只有外部人员可以留空',
      'error 手机号：该手机号已登记给和平社区张华',
      'error 手机号：与已离任的和平社区周离手机号相同；确认后请在“新增人员”中单独登记',
      'error 手机号：和平社区已有李明（138****0002）；换号请在其页面修改，确为另一人请单独新增',
      'error 手机号：手机号中间几位被隐去，请填写完整号码',
      'error 外部人员：请填“是”或“否” 兼职单位：兼职单位不能是所在单位',
      'new',
      'error 手机号：与第 11 行手机号相同',
      'error 手机号：与第 6 行手机号相同 外部人员：已登记为工作人员，不能通过导入更改',
    ]);
  });

  it('knows people without phones by unit and name, and asks when there are several', async () => {
    await register('赵物业', '', { affiliated: true });
    const id = await sent([
      ['赵物业', '和平', '保安队长', '', '是'],
      ['赵物业', '和平', '', '', '是'],
      ['赵物业', '新华', '', '', '是'],
      ['赵物业', '新华', '', '', '是'],
    ]);
    expect(await verdicts(id)).toEqual([
      'changed 职务：网格员→保安队长',
      'error 姓名：与第 2 行是同一人',
      'new',
      'error 姓名：与第 4 行单位、姓名相同，请补充手机号',
    ]);
    await register('赵物业', '', { affiliated: true });
    const again = await sent([['赵物业', '和平', '', '', '是']]);
    expect(await verdicts(again)).toEqual(['error 手机号：和平社区有 2 名赵物业，请填写手机号以便区分']);
  });

  it('gives a phone to whoever had none, and moves no head out of his unit', async () => {
    const id = await sent([
      ['刘洋', '和平社区', '', '13800000020'],
      ['李娟', '和平社区', '书记', '13800000021'],
    ]);
    expect(await verdicts(id)).toEqual([
      'changed 手机号：无→138****0020',
      'changed 职务：无→书记 手机号：无→138****0021',
    ]);
    await confirmed(id);
    await run(id);
    const moved = await sent([['李娟', '新华社区', '', '13800000021']]);
    expect(await verdicts(moved)).toEqual(['error 单位：仍是和平社区负责人，请先由系统管理员结束该角色']);
  });

  it('takes the same number of statements for one row and for hundreds, and finds rows by result', async () => {
    const many = Array.from({ length: 300 }, (_, n) => [
      `人员${'甲乙丙丁'[n % 4]}`,
      n % 3 ? '和平' : '火星办',
      '',
      `1380001${String(n).padStart(4, '0')}`,
    ]);
    const id = await sent(many);
    expect(await importBatch(s.office, id)).toMatchObject({ figures: { new: 200, error: 100 } });
    expect(await shown(id, { result: 'error', page: '2', size: '50' })).toHaveLength(50);
  });
});
