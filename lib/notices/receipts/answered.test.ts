import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { noticeReceipts } from '@/db/schema/receipts';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { matchReplies } from './queries/match';

const monday = new Date('2026-11-16T10:00:00+08:00');

let s: TestStreet;
let id: string;

/** For 刘洋 and 赵敏 of 和平, 孙丽 and 周涛 of 新华. */
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  const given = { author: s.headHeping, groups: [s.groups.portal], status: 'published' as const };
  id = (await insertNotice({ ...given, receiptWanted: 'acknowledge', createdAt: monday })).notice.id;
  const { heping, xinhua } = s.units;
  const asked = [
    { personId: s.member.personId ?? '', unitId: heping.id },
    { personId: (await makePerson('赵敏', heping)).id, unitId: heping.id },
    { personId: (await makePerson('孙丽', xinhua)).id, unitId: xinhua.id },
    { personId: (await makePerson('周涛', xinhua)).id, unitId: xinhua.id },
  ];
  const receipt = { noticeId: id, groupId: s.groups.portal.id, publishedAt: monday };
  await db()
    .insert(noticeReceipts)
    .values(asked.map((one) => ({ ...receipt, ...one, wanted: 'acknowledge' as const })));
});

describe('who has answered in the chat', () => {
  it('knows somebody however often, and however named, he has answered', async () => {
    const said = '刘洋：收到\n刘洋 明天到岗\n和平社区刘洋：已安排\n刘羊 收到';
    const { rows } = await matchReplies(s.headHeping, { noticeId: id, text: said });
    const found = rows.map(({ person, candidates, above, below }) => [
      person?.name ?? candidates.map(({ name }) => `${name}？`).join(),
      above,
      below,
    ]);
    expect(found).toEqual([
      ['刘洋', null, 2],
      ['刘洋', 0, 2],
      ['刘洋', 1, null],
      ['刘洋？', null, null],
    ]);
  });

  it('takes nobody for another whose name his own holds, nor lets him answer for that one', async () => {
    const said = '和平刘洋：没收到\n刘洋洋：收到\n新华社区孙丽：收到';
    const { rows } = await matchReplies(s.headHeping, { noticeId: id, text: said });
    const found = rows.map(({ person, candidates, below }) => [
      person?.name ?? null,
      candidates.map(({ name }) => name),
      below,
    ]);
    expect(found).toEqual([
      ['刘洋', [], null],
      [null, ['刘洋'], null],
      ['孙丽', [], null],
    ]);
  });

  it('knows somebody by the nickname that he has in one of its groups', async () => {
    await db()
      .insert(memberships)
      .values({
        ...{ id: newId(), groupId: s.groups.portal.id, personId: s.member.personId ?? '' },
        ...{ unitId: s.units.heping.id, nickname: '洋洋', nicknameState: 'to_set' },
        ...{ origin: 'baseline', since: monday },
      });
    const { rows } = await matchReplies(s.headHeping, { noticeId: id, text: '洋洋：收到\n和平刘洋：已安排' });
    expect(rows.map(({ person }) => person?.name)).toEqual(['刘洋', '刘洋']);
  });

  it('leaves for a decision what may mean that somebody does not know', async () => {
    const said = '刘洋：没收到\n周涛还没收到\n孙丽不知道\n赵敏 没问题，收到';
    const { rows } = await matchReplies(s.headHeping, { noticeId: id, text: said });
    const found = rows.map(({ person, doubtful }) => [person?.name, doubtful]);
    expect(found).toEqual([
      ['刘洋', true],
      ['周涛', true],
      ['孙丽', true],
      ['赵敏', false],
    ]);
  });
});
