import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, files } from '@/db/schema/house';
import { noticeFiles, notices, noticeTargets } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { uploaded, written } from '@/db/testing/written';
import { newId } from '@/lib/core/id';
import { noticeDetail } from '../queries/detail';
import { copyNotice } from './commands/copy';
import { saveNotice } from './commands/save';
import { submitNotice } from './commands/submit';
import { discardNotice, reopenNotice } from './commands/take-back';
import { mayReadAttachment } from './queries/files';
import { blankForm, openDraft, ownDrafts } from './queries/form';
import { outlookOf } from './queries/outlook';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const heping = () => written(s.headHeping, [s.groups.heping]);

describe('a draft', () => {
  it('is kept as it stands, whatever is missing, for its author alone, and leaves no record', async () => {
    const form = { ...heping(), title: '', body: '写了一半', groupIds: [] };
    const { seen } = done(await saveNotice(s.headHeping, form));
    expect(await openDraft(s.headHeping, form.id)).toMatchObject({
      form: { seen, body: '写了一半', groups: [] },
      staysMajor: false,
    });
    expect(await openDraft(s.office, form.id)).toBeNull();
    expect(await ownDrafts(s.headHeping)).toMatchObject([{ id: form.id, returned: false }]);
    const kept = await db().select().from(auditEvents).where(eq(auditEvents.action, 'notice.save'));
    expect(kept.filter(({ actorId }) => actorId === s.headHeping.personId)).toEqual([]);
  });

  it('is not overwritten by a window that does not show the latest', async () => {
    const form = heping();
    const { seen } = done(await saveNotice(s.headHeping, form));
    done(await saveNotice(s.headHeping, { ...form, seen, body: '第一个窗口' }));
    const late = refusalOf(await saveNotice(s.headHeping, { ...form, seen, body: '第二个窗口' }));
    expect(late.code).toBe('conflict');
    expect(late.message).toContain('其他窗口');
    expect((await openDraft(s.headHeping, form.id))?.form.body).toBe('第一个窗口');
  });

  it('is one draft, however often its first form is sent at once', async () => {
    const form = heping();
    const answers = await Promise.all([1, 2, 3].map(() => saveNotice(s.headHeping, form)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().$count(notices)).toBe(1);
  });

  it('takes nobody else’s id', async () => {
    const form = heping();
    done(await saveNotice(s.headHeping, form));
    const other = written(s.office, [s.groups.heping], { id: form.id });
    expect(refusalOf(await saveNotice(s.office, other)).code).toMatch(/not_found|conflict/);
    expect((await openDraft(s.headHeping, form.id))?.form.title).toBe(form.title);
  });

  it('keeps only groups its author may write to', async () => {
    const form = written(s.member, [s.groups.heping, s.groups.portal]);
    done(await saveNotice(s.member, form));
    const kept = await db().select().from(noticeTargets).where(eq(noticeTargets.noticeId, form.id));
    expect(kept.map(({ groupId }) => groupId)).toEqual([s.groups.heping.id]);
  });

  it('is refused to whoever may not write, and in the name of a unit that is not his', async () => {
    const nobody = { ...s.member, grants: [] };
    expect(refusalOf(await saveNotice(nobody, written(s.member, []))).code).toBe('forbidden');
    const foreign = { ...heping(), unitId: s.units.xinhua.id };
    expect(refusalOf(await saveNotice(s.headHeping, foreign)).fields).toHaveProperty('unitId');
    expect(await db().$count(notices)).toBe(0);
  });

  it('may not make a major matter ordinary that was submitted as one', async () => {
    const { notice } = await insertNotice({
      author: s.headHeping,
      status: 'returned',
      major: true,
      unit: s.units.heping,
    });
    const form = { ...heping(), id: notice.id, seen: notice.editedAt.toISOString() };
    expect(refusalOf(await saveNotice(s.headHeping, form))).toMatchObject({ code: 'rule', clause: '3.4.1' });
    done(await saveNotice(s.headHeping, { ...form, major: true }));
  });

  it('is done away with wholly, and its files are loose again', async () => {
    const file = await uploaded(s.headHeping, '名单.pdf');
    const form = { ...heping(), fileIds: [file] };
    done(await saveNotice(s.headHeping, form));
    expect(refusalOf(await discardNotice(s.office, { id: form.id })).code).toBe('not_found');
    done(await discardNotice(s.headHeping, { id: form.id }));
    expect(await db().$count(notices)).toBe(0);
    expect(await db().select().from(files)).toMatchObject([{ id: file, ownerId: null, ownerType: null }]);
    const late = await saveNotice(s.headHeping, { ...form, seen: new Date(0).toISOString() });
    expect(refusalOf(late).code).toBe('not_found');
  });

  it('is not done away with once it was submitted', async () => {
    const { notice } = await insertNotice({ author: s.headHeping, status: 'returned', unit: s.units.heping });
    expect(refusalOf(await discardNotice(s.headHeping, { id: notice.id })).clause).toBe('3.4.2');
  });
});

describe('attachments of a draft', () => {
  it('are one’s own uploads, in their order; dropped ones are loose again', async () => {
    const [one, two] = [await uploaded(s.headHeping, '一.pdf'), await uploaded(s.headHeping, '二.pdf')];
    const form = { ...heping(), fileIds: [two, one] };
    const { seen } = done(await saveNotice(s.headHeping, form));
    expect((await openDraft(s.headHeping, form.id))?.form.files.map(({ name }) => name)).toEqual([
      '二.pdf',
      '一.pdf',
    ]);
    done(await saveNotice(s.headHeping, { ...form, seen, fileIds: [one] }));
    const owners = await db().select({ id: files.id, ownerId: files.ownerId }).from(files);
    expect(new Map(owners.map(({ id, ownerId }) => [id, ownerId]))).toEqual(
      new Map([
        [one, form.id],
        [two, null],
      ]),
    );
  });

  it('are never somebody else’s', async () => {
    const file = await uploaded(s.office, '名单.pdf');
    const form = { ...heping(), fileIds: [file] };
    expect(refusalOf(await saveNotice(s.headHeping, form)).fields).toHaveProperty('fileIds');
    expect(await db().$count(noticeFiles)).toBe(0);
  });

  it('are never forgotten while another notice has been submitted with them', async () => {
    const keeper = async () => (await db().select().from(files))[0]?.ownerId ?? null;
    const body = '请各网格员于周五前报送。\n附件：名单.pdf';
    const fileIds = [await uploaded(s.member, '名单.pdf')];
    const draft = written(s.member, [s.groups.heping], { body, fileIds });
    const { seen } = done(await saveNotice(s.member, draft));
    const other = { ...draft, id: newId() };
    done(await submitNotice(s.member, { ...other, submissionId: newId() }));
    done(await reopenNotice(s.member, { id: other.id, version: 2, reason: '' }));
    const again = (await openDraft(s.member, other.id))?.form.seen ?? '';
    const without = { ...other, seen: again, fileIds: [], body: '请各网格员于周五前报送。' };
    done(await submitNotice(s.member, { ...without, submissionId: newId() }));
    done(await saveNotice(s.member, { ...draft, seen, fileIds: [] }));
    expect(await keeper()).toBe(draft.id);
    // Whoever was asked to review the other reads what he was shown; those who were not, no more than before.
    expect(await mayReadAttachment(s.office, draft.id, fileIds[0] ?? '')).toBe(true);
    expect(await mayReadAttachment(s.headXinhua, draft.id, fileIds[0] ?? '')).toBe(false);
    done(await discardNotice(s.member, { id: draft.id }));
    expect(await keeper()).toBe(other.id);
  });

  it('are read by their author while it is a draft, and by nobody else', async () => {
    const file = await uploaded(s.headHeping, '名单.pdf');
    const form = { ...heping(), fileIds: [file] };
    done(await saveNotice(s.headHeping, form));
    expect(await mayReadAttachment(s.headHeping, form.id, file)).toBe(true);
    for (const other of [s.office, s.supervisor, s.member, s.headXinhua])
      expect(await mayReadAttachment(other, form.id, file)).toBe(false);
  });
});

describe('a copy', () => {
  const ask = (id: string, as: 'copy' | 'repeat') => ({ id, as, submissionId: newId() });

  it('of what was recalled is its author’s to make, who puts it right', async () => {
    const { notice } = await insertNotice({
      author: s.headHeping,
      groups: [s.groups.heping],
      status: 'recalled',
    });
    expect(refusalOf(await copyNotice(s.member, ask(notice.id, 'copy'))).code).toBe('not_found');
    expect((await noticeDetail(s.member, notice.id))?.may.copy).toBe(false);
    expect((await noticeDetail(s.headHeping, notice.id))?.may.copy).toBe(true);
    done(await copyNotice(s.headHeping, ask(notice.id, 'copy')));
  });

  it('of one’s own goes on with its words, groups and files, once however often it is asked for', async () => {
    const file = await uploaded(s.headHeping, '名单.pdf');
    const form = { ...heping(), fileIds: [file] };
    done(await saveNotice(s.headHeping, form));
    const input = ask(form.id, 'copy');
    const [first, again] = [await copyNotice(s.headHeping, input), await copyNotice(s.headHeping, input)];
    expect(first).toEqual(again);
    const { id } = done(first);
    const copy = await openDraft(s.headHeping, id);
    expect(copy).toMatchObject({ form: { title: form.title, files: [{ id: file }] }, repeats: null });
    expect(copy?.form.groups).toHaveLength(1);
    // The file goes on with the copy when the first is done away with.
    done(await discardNotice(s.headHeping, { id: form.id }));
    expect(await db().select().from(files)).toMatchObject([{ ownerId: id }]);
    expect(await mayReadAttachment(s.headHeping, id, file)).toBe(true);
  });

  it('that repeats knows the first of all', async () => {
    const { notice } = await insertNotice({
      author: s.headHeping,
      status: 'published',
      unit: s.units.heping,
      groups: [s.groups.heping],
    });
    const { id } = done(await copyNotice(s.headHeping, ask(notice.id, 'repeat')));
    const [copy] = await db().select().from(notices).where(eq(notices.id, id));
    expect(copy).toMatchObject({ repeatOf: notice.id, status: 'draft', number: null, revision: 0 });
    expect((await openDraft(s.headHeping, id))?.repeats).toMatchObject({ id: notice.id });
    expect(refusalOf(await copyNotice(s.headHeping, ask(id, 'repeat'))).clause).toBe('3.3.1');
  });

  it('of others is of what is published and can be seen', async () => {
    const groups = [s.groups.heping];
    const draft = await insertNotice({ author: s.headHeping, groups });
    const out = await insertNotice({
      author: s.headHeping,
      status: 'published',
      unit: s.units.heping,
      groups,
    });
    for (const actor of [s.member, s.office, s.headXinhua])
      expect(refusalOf(await copyNotice(actor, ask(draft.notice.id, 'copy'))).code).toBe('not_found');
    expect(refusalOf(await copyNotice(s.headXinhua, ask(out.notice.id, 'copy'))).code).toBe('not_found');
    const { id } = done(await copyNotice(s.member, ask(out.notice.id, 'copy')));
    expect((await openDraft(s.member, id))?.form.groups).toHaveLength(1);
    expect(refusalOf(await copyNotice(s.office, ask(out.notice.id, 'repeat'))).code).toBe('forbidden');
  });

  it('of what a reviewer made a major matter asks for acknowledgements as it did', async () => {
    const { notice } = await insertNotice({
      ...{ author: s.headHeping, status: 'published', unit: s.units.heping, groups: [s.groups.heping] },
      ...{
        major: true,
        receiptWanted: 'acknowledge',
        revisionColumns: { major: false, receiptWanted: 'read' },
      },
    });
    const { id } = done(await copyNotice(s.member, ask(notice.id, 'copy')));
    const [copy] = await db().select().from(notices).where(eq(notices.id, id));
    expect(copy).toMatchObject({ major: true, receiptWanted: 'acknowledge' });
  });
});

describe('what the form is told', () => {
  it('begins with the only group of whoever has one', async () => {
    expect((await blankForm(s.member, [])).groups).toMatchObject([{ id: s.groups.heping.id, people: 1 }]);
    expect((await blankForm(s.office, [])).groups).toEqual([]);
  });

  it('counts people once, of groups one may write to', async () => {
    const { unitId: _, ...question } = heping();
    const both = [s.groups.heping.id, s.groups.portal.id];
    expect((await outlookOf(s.office, { ...question, groupIds: both })).people).toBe(1);
    expect(await outlookOf(s.member, { ...question, groupIds: [s.groups.portal.id] })).toEqual({
      people: 0,
      checks: [],
    });
  });
});
