import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, files } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { sha256 } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { purgeLooseFiles } from './jobs';
import { readableFile } from './queries';
import { attachmentHeader, cleanFileName, maxFileBytes } from './rules';
import { openKept } from './storage';
import { upload } from './upload';

let s: TestStreet;
let folder: string;
const before = process.env.QUNXU_DATA;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qunxu-files-'));
  process.env.QUNXU_DATA = folder;
});
afterAll(async () => {
  process.env.QUNXU_DATA = before ?? '.data';
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const send = (name: string, content: Uint8Array, actor = s.office) =>
  upload(actor, { use: 'attachment', name, body: new Blob([new Uint8Array(content)]).stream() as never });

/** Files on disk, whatever folder they are in. */
const onDisk = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

describe('upload', () => {
  it('keeps the bytes under a name of our own, and the name for people', async () => {
    const earlier = await onDisk();
    const answer = await send('../关于\u202e委托.PDF', pdf);
    expect(answer).toMatchObject({ ok: true, value: { name: '关于委托.pdf', size: pdf.length } });
    const [row] = await db().select().from(files);
    expect(row).toMatchObject({ contentType: 'application/pdf', sha256: sha256(pdf), ownerId: null });
    expect(row?.storageKey).toMatch(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/);
    expect(await buffer(await openKept(row?.storageKey ?? ''))).toEqual(pdf);
    expect(await onDisk()).toBe(earlier + 1);
  });

  it.each([
    ['a picture called a document', '委托书.pdf', png],
    ['a page called a picture', '图.png', Buffer.from('<html><script>alert(1)</script>')],
    ['a kind that is not taken', '说明.txt', Buffer.from('说明')],
    ['a name without a kind', '委托书', pdf],
    ['nothing', '空.pdf', Buffer.alloc(0)],
  ])('refuses %s, leaves nothing but the record of it', async (_what, name, content) => {
    const earlier = await onDisk();
    expect(await send(name, content)).toMatchObject({ ok: false, refusal: { code: 'invalid' } });
    expect(await onDisk()).toBe(earlier);
    expect(await db().$count(files)).toBe(0);
    const own = eq(auditEvents.actorId, s.office.personId ?? '');
    expect(await db().select().from(auditEvents).where(own)).toMatchObject([
      { action: 'file.upload', outcome: 'refused', code: 'invalid' },
    ]);
  });

  it('refuses more than 20 MB while it arrives, and leaves nothing', async () => {
    const earlier = await onDisk();
    const answer = await send('大.pdf', Buffer.concat([pdf, Buffer.alloc(maxFileBytes)]));
    expect(answer).toMatchObject({ ok: false, refusal: { message: '文件不能超过 20 MB' } });
    expect(await onDisk()).toBe(earlier);
  });

  it('says so when the disk is full, and leaves nothing', async () => {
    const earlier = await onDisk();
    const full = new ReadableStream({
      pull(controller) {
        controller.error(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
      },
    });
    const answer = await upload(s.office, { use: 'attachment', name: '委托书.pdf', body: full as never });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('存储空间不足') },
    });
    expect(await onDisk()).toBe(earlier);
  });

  it('takes so many uploads of one person that no form has claimed', async () => {
    for (let i = 0; i < 20; i += 1) expect((await send('委托书.pdf', pdf)).ok).toBe(true);
    expect(await send('委托书.pdf', pdf)).toMatchObject({ refusal: { code: 'limited' } });
    expect((await send('委托书.pdf', pdf, s.office2)).ok).toBe(true);
  });

  it('takes no more of them when they come at once, and leaves nothing of the others', async () => {
    const earlier = await onDisk();
    const answers = await Promise.all(Array.from({ length: 25 }, () => send('委托书.pdf', pdf)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(20);
    expect(await db().$count(files)).toBe(20);
    expect(await onDisk()).toBe(earlier + 20);
  });
});

describe('readableFile', () => {
  it('is for whoever uploaded it, and for those its owner lets', async () => {
    const answer = await send('委托书.pdf', pdf);
    const id = answer.ok ? answer.value.id : '';
    const readers = {
      thing: async (actor: { personId: string | null }) => actor.personId === s.leader.personId,
    };
    expect(await readableFile(s.office, id, readers)).toMatchObject({ name: '委托书.pdf' });
    expect(await readableFile(s.leader, id, readers)).toBeNull();
    await db().update(files).set({ ownerType: 'thing', ownerId: newId() });
    expect(await readableFile(s.leader, id, readers)).not.toBeNull();
    expect(await readableFile(s.leader, id, {})).toBeNull();
    expect(await readableFile(s.member, id, readers)).toBeNull();
    expect(await readableFile(s.office, newId(), readers)).toBeNull();
  });
});

describe('purgeLooseFiles', () => {
  it('forgets what was left behind for a day, and nothing that belongs to something', async () => {
    await send('留.pdf', pdf);
    await db().update(files).set({ ownerType: 'thing', ownerId: newId() });
    await send('弃.pdf', pdf);
    const earlier = await onDisk();
    expect(await purgeLooseFiles(systemActor('files.purge'))).toEqual({ ok: true, value: 0 });
    const tomorrow = new Date(now().getTime() + 25 * 3_600_000);
    await withClock(tomorrow, async () => {
      expect(await purgeLooseFiles(systemActor('files.purge'))).toEqual({ ok: true, value: 1 });
      expect(await purgeLooseFiles(systemActor('files.purge'))).toEqual({ ok: true, value: 0 });
    });
    expect(await onDisk()).toBe(earlier - 1);
    expect((await db().select().from(files)).map((file) => file.name)).toEqual(['留.pdf']);
    expect(await purgeLooseFiles(s.office)).toMatchObject({ refusal: { code: 'forbidden' } });
  });
});

describe('names', () => {
  it.each([
    ['报告.DOCX', '报告.docx', 'docx'],
    ['照片.jpeg', '照片.jpg', 'jpg'],
    ['C:\\tmp\\..\\秘密.pdf', '秘密.pdf', 'pdf'],
    ['../../etc/passwd', 'passwd', ''],
    ['.pdf', '附件.pdf', 'pdf'],
    ['a"b<c>|?.png', 'a_b_c___.png', 'png'],
  ])('%j becomes %j', (given, name, extension) => {
    expect(cleanFileName(given)).toEqual({ name, extension });
  });

  it('hold no folder, no unseen sign and no end, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const { name } = cleanFileName(given);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(cleanFileName(name).name).toBe(name);
      }),
    );
  });

  it('travel in a header without breaking it', () => {
    expect(attachmentHeader('委托书 (1).pdf')).toBe(
      `attachment; filename="___ (1).pdf"; filename*=UTF-8''%E5%A7%94%E6%89%98%E4%B9%A6%20%281%29.pdf`,
    );
    expect(attachmentHeader('a"\r\nSet-Cookie: x=1')).toBe(
      `attachment; filename="a___Set-Cookie: x=1"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x%3D1`,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const header = attachmentHeader(cleanFileName(name).name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]*$/);
      }),
    );
  });
});
