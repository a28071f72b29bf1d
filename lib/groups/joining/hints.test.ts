import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { givePhone, pickedRow, typedRow } from '@/db/testing/joins';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { checkRows } from './queries/check';
import type { RowCheck } from './rules/rows';

const phone = '13800000001';
let s: TestStreet;
let wang: { id: string; name: string };
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  wang = await makePerson('王五', s.units.heping);
});

async function one(row: ReturnType<typeof typedRow>, actor = s.headHeping): Promise<RowCheck> {
  const [check] = await checkRows(actor, { rows: [row], groupIds: [s.groups.heping.id] });
  if (!check) throw new Error('nothing was checked');
  return check;
}

describe('what helps to settle a row', () => {
  it('says that the list has another phone than is on file, once it is said to be the same person', async () => {
    await givePhone(wang.id, '13900000009');
    const chosen = { ...pickedRow(wang), phone };
    expect(await one(chosen)).toMatchObject({
      state: 'known',
      otherPhone: true,
      person: { phoneMasked: '139****0009' },
    });
    expect(await one({ ...chosen, phone: '139 0000 0009' })).toMatchObject({ otherPhone: false });
    expect(await one({ ...chosen, phone: '' })).toMatchObject({ otherPhone: false });
  });

  it('offers the units that may be meant, as far as he may ask for them', async () => {
    const meant = async (unit: string, actor = s.headHeping) =>
      (await one(typedRow('钱多', phone, { unit }), actor)).problems.flatMap(({ units }) => units ?? []);
    expect(await meant('和平小区')).toEqual(['和平社区']);
    expect(await meant('新华小区')).not.toContain('新华社区');
    expect(await meant('新华小区', s.office)).toContain('新华社区');
  });
});
