import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { joinsOf, pickedRow, typedRow } from '@/db/testing/joins';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { parseList } from '@/lib/core/paging';
import { submitJoins } from '../joining/commands/submit';
import { memberList } from '../list';
import { listMembers } from '../queries/members';
import { requestList } from './list';
import { requestDetail } from './queries/detail';
import { listRequestLines } from './queries/lines';
import { listRequests } from './queries/list';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  const wang = await makePerson('王五', s.units.heping);
  const rows = [pickedRow(wang), typedRow('钱多', '', { affiliated: true })];
  done(await submitJoins(s.headHeping, joinsOf(rows, [s.groups.heping])));
});

const state = parseList(requestList, {});

describe('somebody from outside', () => {
  it('is told from a colleague where he is decided on, and on the sheet', async () => {
    const { rows } = await listRequestLines(s.office, state);
    const seen = rows.flatMap(({ requests }) => requests.map((row) => [row.personName, row.affiliated]));
    expect(Object.fromEntries(seen)).toEqual({ 王五: false, 钱多: true });
    for (const { id, personName } of rows.flatMap(({ requests }) => requests))
      expect((await requestDetail(s.office, id))?.affiliated).toBe(personName === '钱多');
    const kind = requestList.columns.find(({ title }) => title === '人员类别');
    const sheet = (await listRequests(s.office, state)).rows.map((row) => [row.personName, kind?.value(row)]);
    expect(Object.fromEntries(sheet)).toEqual({ 王五: '工作人员', 钱多: '外部人员' });
  });

  it('is told from a colleague among the members of a group', async () => {
    await db()
      .update(people)
      .set({ affiliated: true })
      .where(eq(people.id, s.member.personId ?? ''));
    const { rows } = await listMembers(s.office, s.groups.heping.id, parseList(memberList, {}));
    const kind = memberList.columns.find(({ title }) => title === '人员类别');
    for (const row of rows)
      expect([row.name, kind?.value(row)]).toEqual([row.name, row.name === '刘洋' ? '外部人员' : '工作人员']);
    expect(rows.map(({ name }) => name)).toContain('刘洋');
  });
});
