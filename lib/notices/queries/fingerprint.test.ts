import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { db } from '@/db/client';
import { shortFingerprint } from '../rules/fingerprint';
import { fingerprint } from './fingerprint';

const notice = {
  title: '关于做好低温雨雪天气防范工作的通知',
  body: '各社区：\n请逐户走访。',
  attachments: [{ name: '清单.docx', sha256: 'a'.repeat(64) }],
  targets: [{ groupId: 'b' }, { groupId: 'a' }],
};

it('is the same for the same content, in whichever order the groups were chosen', () => {
  const again = { ...notice, targets: notice.targets.toReversed() };
  expect(fingerprint(again)).toBe(fingerprint(notice));
  expect(shortFingerprint(fingerprint(notice))).toMatch(/^[0-9a-f]{4}…[0-9a-f]{4}$/);
});

it('changes with every part, and with what moves from one part to the next', () => {
  const [file = { name: '', sha256: '' }] = notice.attachments;
  const others = [
    { ...notice, title: `${notice.title} ` },
    { ...notice, title: notice.title + notice.body, body: '' },
    { ...notice, body: notice.body.replace('\n', '') },
    { ...notice, attachments: [] },
    { ...notice, attachments: [{ ...file, name: '名单.docx' }] },
    { ...notice, attachments: [{ ...file, sha256: 'b'.repeat(64) }] },
    { ...notice, attachments: [file, file] },
    { ...notice, targets: [{ groupId: 'a' }] },
  ];
  expect(new Set([notice, ...others].map(fingerprint)).size).toBe(others.length + 1);
});

it('is searched by single characters and pairs of them', async () => {
  const [row] = await db().execute<{ grams: string }>(
    sql`select to_jsonb(notice_grams('防汛 AB防'))::text as grams`,
  );
  expect(JSON.parse(row?.grams ?? '[]').sort()).toEqual(['a', 'ab', 'b', 'b防', '汛', '防', '防汛'].sort());
});
