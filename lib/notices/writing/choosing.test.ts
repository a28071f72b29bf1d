import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { emergencyForm } from '../emergency/queries/form';
import { blankForm } from './queries/form';
import { targetsToChoose } from './queries/groups';

/** More than may be chosen at once, of either kind. */
const many = 320;

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  await db().execute(sql`
    insert into groups (id, name, pinyin, initials, platform, owner_unit_id, created_at)
    select gen_random_uuid(), '网格' || n, 'wangge' || n, 'wg' || n, 'wechat', ${s.units.xinhua.id}::uuid, now()
    from generate_series(1, ${many}::int) n`);
});

it('offers every group of a street with more than may be chosen at once, and says whose it is', async () => {
  const offered = await targetsToChoose(s.office);
  expect(offered).toHaveLength(many + 2);
  const emergency = await emergencyForm(s.office);
  expect(emergency?.groups).toHaveLength(many + 2);
  expect(emergency?.groups.find(({ name }) => name === '网格1')?.unitName).toBe('新华社区');
});

it('chooses for nobody who has more than one', async () => {
  expect((await blankForm(s.office, [])).groups).toEqual([]);
  expect((await blankForm(s.groupAdmin, [])).groups).toMatchObject([{ name: '和平社区工作群' }]);
});
