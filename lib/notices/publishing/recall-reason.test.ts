import { beforeEach, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { noticeRow, toldTo } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { recallNotice } from './commands/recall';
import { recallInput } from './input';

let s: TestStreet;
let id: string;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  const groups = [s.groups.heping, s.groups.portal];
  id = (await insertNotice({ author: s.headHeping, groups, status: 'published' })).notice.id;
});

const recall = (reason: string, actor = s.headHeping) => recallNotice(actor, { id, version: 1, reason });

it('is refused, at its field, for a reason that may not go out, and nothing is taken back', async () => {
  const before = await toldTo(s.member.personId);
  const refusal = refusalOf(await recall('名单误带身份证号 11010519491231002X'));
  expect(refusal).toMatchObject({ code: 'invalid', clause: '1.3.3' });
  expect(Object.keys(refusal.fields ?? {})).toEqual(['reason']);
  expect((await noticeRow(id)).status).toBe('published');
  expect(await toldTo(s.member.personId)).toEqual(before);
});

it('tells nobody what is wrong with the reason who may not recall it', async () => {
  expect(refusalOf(await recall('误带 11010519491231002X', s.member)).code).toBe('forbidden');
});

it('goes out with a reason of one line, without what is not seen', async () => {
  const { reason } = recallInput.parse({ id, version: 1, reason: '会议时间\u200b有误\u202e\r\n另行通知' });
  done(await recall(reason));
  expect((await noticeRow(id)).recallReason).toBe('会议时间有误 另行通知');
});
