import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { noticeWith, written } from '@/db/testing/written';
import type { Actor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { copyNotice } from './commands/copy';
import { submitNotice } from './commands/submit';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const long = '关于开展冬季消防安全和燃气安全联合排查整治的通知';
const titleReason = '联合发文，须写全称';

type Given = Partial<Parameters<typeof insertNotice>[0]>;

/** What a copy of the head's published notice begins with. */
async function copiedBy(actor: Actor, given: Given = {}) {
  const out = { author: s.headHeping, status: 'published', groups: [s.groups.heping] } as const;
  const words = { title: long, titleReason, answers: { phone: '公开的电话' } };
  const { notice } = await insertNotice({ ...out, ...words, ...given });
  const { id } = done(await copyNotice(actor, { id: notice.id, as: 'copy', submissionId: newId() }));
  const [copy] = await db().select().from(notices).where(eq(notices.id, id));
  return copy;
}

describe('the reason for a long title', () => {
  it('goes with a copy of one’s own, never to somebody else', async () => {
    expect(await copiedBy(s.headHeping)).toMatchObject({ title: long, titleReason });
    const others = { title: long, titleReason: '', answers: {} };
    expect(await copiedBy(s.member)).toMatchObject(others);
  });

  it('is none for an ordinary notice because an emergency needed none', async () => {
    const first = { category: 'emergency', titleReason: '突发事件先行发布' } as const;
    const copy = await copiedBy(s.headHeping, first);
    expect(copy).toMatchObject({ category: 'announcement', title: long, titleReason: '' });
  });

  it.each([
    [long, titleReason],
    ['关于联合排查的通知', ''],
  ])('is before the reviewers only while the title is long: %s', async (title, kept) => {
    const form = written(s.member, [s.groups.heping], { title, titleReason });
    const { id } = done(await submitNotice(s.member, { ...form, submissionId: newId() }));
    expect((await noticeWith(id)).revisions).toMatchObject([{ title, titleReason: kept }]);
  });
});
