import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, files } from '@/db/schema/house';
import { noticeFiles, noticeTargets } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { approveStep, told } from '@/db/testing/reviewing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { noticeWith, uploaded, written } from '@/db/testing/written';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import type { SaveNotice } from '../input';
import { noticeList } from '../list';
import { listNotices } from '../queries/list';
import { decideStep } from '../review/commands/decide';
import { setMajor } from '../review/commands/major';
import { saveNotice } from './commands/save';
import { submitNotice } from './commands/submit';
import { reopenNotice, withdrawNotice } from './commands/take-back';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const due = { receiptWanted: 'acknowledge' as const, receiptDue: new Date('2036-11-26T10:00:00Z') };

async function submitted(part: Partial<SaveNotice> = {}): Promise<SaveNotice> {
  const fileIds = [await uploaded(s.member, '名单.pdf')];
  const body = '请各网格员于周五前报送。\n附件：名单.pdf';
  const form = written(s.member, [s.groups.heping], { title: '关于报送名单的通知', body, fileIds, ...part });
  done(await submitNotice(s.member, { ...form, submissionId: newId() }));
  return form;
}

async function sendBack(id: string, step: number, reviewer = s.headHeping): Promise<void> {
  const { id: stepId = '', version = 0 } = (await noticeWith(id)).steps[step] ?? {};
  const unattested = { truth: false, accuracy: false, conformity: false, reasons: [] };
  const opinion = { decision: 'return' as const, opinion: '请写清时限' };
  done(await decideStep(reviewer, { id: stepId, version, ...unattested, ...opinion }));
}

async function rewrite(form: SaveNotice, part: Partial<SaveNotice>): Promise<void> {
  const seen = (await noticeWith(form.id)).notice?.editedAt.toISOString() ?? '';
  done(await saveNotice(s.member, { ...form, ...part, seen }));
}

async function withdraw(id: string) {
  const { version = 0 } = (await noticeWith(id)).notice ?? {};
  done(await withdrawNotice(s.member, { id, version, reason: '' }));
  const { notice } = await noticeWith(id);
  if (!notice) throw new Error('no notice');
  return notice;
}

const foundByOffice = async (q: string) =>
  (await listNotices(s.office, parseList(noticeList, { q }))).rows.map(({ title }) => title);

/** What its author had in mind, and has shown nobody. */
async function unsubmitted(): Promise<Partial<SaveNotice> & { title: string; body: string }> {
  return {
    ...{
      title: '关于调整网格的设想',
      body: '各网格尚在酝酿的调整。',
      titleReason: '须写全称',
      category: 'policy',
    },
    ...{ groupIds: [], fileIds: [await uploaded(s.member, '底稿.pdf')], answers: { phone: '公开的电话' } },
    ...{ ...due, releaseWhen: 'planned', planned: new Date('2036-11-25T10:00:00Z') },
  };
}

describe('what is withdrawn', () => {
  it.each(['reopened', 'returned'] as const)(
    'is what had been submitted, not what its author made of it since: %s',
    async (how) => {
      const form = await submitted();
      const before = (await noticeWith(form.id)).notice;
      if (how === 'returned') await sendBack(form.id, 0);
      else done(await reopenNotice(s.member, { id: form.id, version: 2, reason: '' }));
      const draft = await unsubmitted();
      await rewrite(form, draft);
      const { title, titleReason, body, category, answers, ...rest } = await withdraw(form.id);
      expect({ title, titleReason, body, category, answers }).toEqual({
        ...{ title: form.title, titleReason: '', body: form.body, category: 'announcement', answers: {} },
      });
      expect(rest).toMatchObject({ receiptWanted: 'read', receiptDueAt: null, releaseWhen: 'approved' });
      expect([rest.plannedAt, rest.unitId]).toEqual([null, before?.unitId]);
      const groups = await db().select().from(noticeTargets).where(eq(noticeTargets.noticeId, form.id));
      expect(groups.map(({ groupId }) => groupId)).toEqual(form.groupIds);
      const attached = await db().select().from(noticeFiles).where(eq(noticeFiles.noticeId, form.id));
      expect(attached.map(({ fileId }) => fileId)).toEqual(form.fileIds);
      const owners = await db().select().from(files);
      expect(owners.map(({ name, ownerId }) => [name, ownerId])).toEqual(
        expect.arrayContaining([
          ['名单.pdf', form.id],
          ['底稿.pdf', null],
        ]),
      );
      expect(await foundByOffice(form.title)).toEqual([form.title]);
      expect([...(await foundByOffice(draft.title)), ...(await foundByOffice(draft.body))]).toEqual([]);
      const trail = await db().select().from(auditEvents).where(eq(auditEvents.entityId, form.id));
      expect(JSON.stringify(trail)).not.toContain(draft.title);
    },
  );

  it('is told to whoever had approved it by the words that he approved', async () => {
    const form = await submitted({ major: true, ...due });
    done(await approveStep(s.headHeping, (await noticeWith(form.id)).steps[0]));
    await sendBack(form.id, 1, s.leader);
    const draft = await unsubmitted();
    await rewrite(form, { ...draft, major: true });
    await withdraw(form.id);
    expect((await told(s.headHeping))[0]).toBe(`《${form.title}》作者已撤回，您的审核通过作废`);
  });

  it('stays what a reviewer has made of it: a major matter', async () => {
    const form = await submitted();
    const { id = '', version = 0 } = (await noticeWith(form.id)).steps[0] ?? {};
    done(await setMajor(s.headHeping, { id, version }));
    await sendBack(form.id, 0);
    await rewrite(form, { major: true, ...due });
    expect(await withdraw(form.id)).toMatchObject({
      ...{ major: true, receiptWanted: 'acknowledge', receiptDueAt: null },
    });
  });

  it('is no major matter that only its author was about to make one', async () => {
    const form = await submitted();
    await sendBack(form.id, 0);
    await rewrite(form, { major: true, ...due });
    expect(await withdraw(form.id)).toMatchObject({ major: false, receiptWanted: 'read' });
  });
});
