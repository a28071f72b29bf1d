import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { deliveryRows } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { officeMoment } from '@/lib/core/time';
import { mayReadAttachment } from '../writing/queries/files';
import { carriedNotice } from './queries';

const monday = officeMoment('2026-11-23', 10 * 60);
const file = {
  fileId: '00000000-0000-4000-8000-000000000001',
  name: '消防检查安排表.png',
  size: 1,
  sha256: 'b'.repeat(64),
};

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

describe('what an order carries into a chat', () => {
  it('comes with its notice and its attachments, for whoever handles the order', async () => {
    const { notice } = await insertNotice({
      author: s.headHeping,
      groups: [s.groups.heping],
      status: 'published',
      createdAt: monday,
      revisionColumns: { attachments: [file] },
    });
    const [delivery] = await deliveryRows(notice.id);
    const carried = (actor: TestStreet['office']) => carriedNotice(actor, delivery?.id ?? '');
    for (const actor of [s.groupAdmin, s.office]) {
      expect(await carried(actor)).toEqual({
        id: notice.id,
        number: notice.number,
        attachments: [file],
        recalled: false,
      });
      expect(await mayReadAttachment(actor, notice.id, file.fileId)).toBe(true);
    }
    expect(await carried(s.headXinhua)).toBeNull();
    expect(await mayReadAttachment(s.headXinhua, notice.id, file.fileId)).toBe(false);
  });

  it('once recalled keeps its attachments for those who follow it', async () => {
    const { notice } = await insertNotice({
      author: s.groupAdmin,
      groups: [s.groups.heping],
      status: 'recalled',
      createdAt: monday,
      revisionColumns: { attachments: [file] },
    });
    const may = (actor: TestStreet['office']) => mayReadAttachment(actor, notice.id, file.fileId);
    expect(await may(s.member)).toBe(false);
    for (const actor of [s.groupAdmin, s.headHeping, s.office]) expect(await may(actor)).toBe(true);
  });
});
