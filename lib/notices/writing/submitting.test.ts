import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { approveStep, told } from '@/db/testing/reviewing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { noticeWith, uploaded, written } from '@/db/testing/written';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { screenerNow } from '@/lib/dictionaries/queries/screener';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import { screenNotice } from '@/lib/screening/look';
import type { SaveNotice } from '../input';
import { decideStep } from '../review/commands/decide';
import { noticeWorkflow } from '../states';
import { saveNotice } from './commands/save';
import { submitNotice } from './commands/submit';
import { reopenNotice, withdrawNotice } from './commands/take-back';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const send = (actor: Actor, form: SaveNotice) => submitNotice(actor, { ...form, submissionId: newId() });
const due = { receiptWanted: 'acknowledge' as const, receiptDue: new Date('2036-11-26T10:00:00Z') };
const byMember = (part: Partial<SaveNotice> = {}) => written(s.member, [s.groups.heping], part);

describe('提交审核', () => {
  it('freezes what the form shows as a revision, numbers it, and puts it before its reviewer', async () => {
    const file = await uploaded(s.member, '名单.pdf');
    const form = byMember({ fileIds: [file], body: '请按附件《名单》参加。' });
    const { id, number, approved } = done(await send(s.member, form));
    expect(approved).toBe(false);
    expect(number).toMatch(/^NT-20\d\d-\d{4}$/);
    const { notice, revisions, steps } = await noticeWith(id);
    expect(notice).toMatchObject({ status: 'in_review', number, revision: 1, authorId: s.member.personId });
    expect(revisions).toHaveLength(1);
    const [revision] = revisions;
    expect(revision).toMatchObject({
      number: 1,
      title: form.title,
      body: form.body,
      targets: [{ groupId: s.groups.heping.id, name: '和平社区工作群', platform: 'wechat' }],
      attachments: [{ fileId: file, name: '名单.pdf' }],
      submittedBy: s.member.personId,
    });
    expect(revision && fingerprint(revision)).toBe(revision?.hash);
    expect(steps).toMatchObject([{ duty: 'head', status: 'open', revisionId: revision?.id }]);
    expect((await trailOf('notice', id)).map(({ action, clause }) => [action, clause])).toEqual([
      ['notice.submit', '3.4.2'],
    ]);
  });

  it('is done once, however often it is sent', async () => {
    const input = { ...byMember(), submissionId: newId() };
    const answers = await Promise.all([1, 2, 3].map(() => submitNotice(s.member, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db().$count(noticeRevisions)).toBe(1);
  });

  it('of a head needs nobody else, of a leader 主要领导', async () => {
    expect(done(await send(s.headHeping, written(s.headHeping, [s.groups.heping]))).approved).toBe(true);
    const { id } = done(
      await send(s.leader, written(s.leader, [s.groups.heping], { title: '关于值班的通知' })),
    );
    expect((await noticeWith(id)).steps).toMatchObject([{ duty: 'primary', status: 'open' }]);
  });

  it.each<[string, Partial<SaveNotice>, string[]]>([
    ['no title', { title: '' }, ['title']],
    ['a title too long', { title: '字'.repeat(41) }, ['title']],
    ['a long title without a reason', { title: '字'.repeat(21) }, ['titleReason']],
    ['no body', { body: '' }, ['body']],
    ['no groups', { groupIds: [] }, ['groupIds']],
    ['a blank left', { body: '时间：〔待填：时间〕' }, ['body']],
    ['a receipt without a time', { receiptWanted: 'acknowledge' }, ['receiptDue']],
    ['a plan for the past', { releaseWhen: 'planned', planned: new Date(0) }, ['planned']],
    ['a citizen id', { body: '请 11010519491231002X 参加' }, ['answers', 'body']],
    ['a mobile number without a reason', { body: '联系 13800138000' }, ['answers']],
  ])('is refused for %s, at its field, and nothing of it is kept', async (_what, part, fields) => {
    const form = byMember(part);
    const refusal = refusalOf(await send(s.member, form));
    expect(refusal.code).toBe('rule');
    expect(refusal.clause).toBeTruthy();
    expect(Object.keys(refusal.fields ?? {}).sort()).toEqual(fields);
    expect(await db().$count(notices)).toBe(0);
  });

  it('is refused for an attachment the body does not name, or two of one name', async () => {
    const ids = [await uploaded(s.member, '名单.pdf'), await uploaded(s.member, '名单.pdf')];
    const [one = ''] = ids;
    expect(refusalOf(await send(s.member, byMember({ fileIds: [one] }))).clause).toBe('3.2.2');
    const twice = byMember({ fileIds: ids, body: '见名单.pdf' });
    expect(refusalOf(await send(s.member, twice)).fields?.fileIds).toContain('重名');
  });

  it('keeps the reasons for warnings with the revision, by what was found', async () => {
    const form = byMember({ body: '联系 13800138000' });
    done(await saveNotice(s.member, form));
    const [draft] = await db().select().from(notices).where(eq(notices.id, form.id));
    const key = await keyOf(form);
    const answered = {
      ...form,
      seen: draft?.editedAt.toISOString() ?? '',
      answers: { [key]: '公开的值班电话' },
    };
    const { id } = done(await send(s.member, answered));
    expect((await noticeWith(id)).revisions).toMatchObject([
      { hits: [{ key, severity: 'warn', answer: '公开的值班电话' }] },
    ]);
  });

  it('is refused where a group was archived since, and to groups out of reach', async () => {
    await db()
      .update(groups)
      .set({ archivedAt: now(), archivedReason: '并群' })
      .where(eq(groups.id, s.groups.heping.id));
    expect(refusalOf(await send(s.member, byMember())).fields).toHaveProperty('groupIds');
    const far = written(s.member, [s.groups.portal]);
    expect(refusalOf(await send(s.member, far))).toMatchObject({ code: 'forbidden', clause: '3.1.1' });
  });

  it('is refused of a copy that another window has gone on with', async () => {
    const form = byMember();
    const { seen } = done(await saveNotice(s.member, form));
    done(await saveNotice(s.member, { ...form, seen, body: '改过' }));
    expect(refusalOf(await send(s.member, { ...form, seen })).code).toBe('conflict');
  });
});

async function keyOf({ title, body }: SaveNotice): Promise<string> {
  const [hit] = screenNotice((await screenerNow()).screener, { title, body, fileNames: [] });
  return hit?.key ?? '';
}

describe('what was submitted', () => {
  it('is taken back for editing: its steps are void, the next submission is another revision of the same number', async () => {
    const form = byMember();
    const first = done(await send(s.member, form));
    const { notice } = await noticeWith(first.id);
    done(await reopenNotice(s.member, { id: first.id, version: notice?.version ?? 0, reason: '' }));
    const reopened = await noticeWith(first.id);
    expect(reopened.notice).toMatchObject({ status: 'draft', revision: 1, number: first.number });
    expect(reopened.steps).toMatchObject([{ status: 'void' }]);
    const seen = reopened.notice?.editedAt.toISOString() ?? '';
    const second = done(await send(s.member, { ...form, seen, body: '改为周四。' }));
    expect(second.number).toBe(first.number);
    const { revisions, steps } = await noticeWith(first.id);
    expect(revisions.map(({ number, body }) => [number, body])).toEqual([
      [1, form.body],
      [2, '改为周四。'],
    ]);
    expect(new Set(revisions.map(({ hash }) => hash)).size).toBe(2);
    expect(steps.map(({ status, revisionId }) => [status, revisionId])).toEqual([
      ['void', revisions[0]?.id],
      ['open', revisions[1]?.id],
    ]);
  });

  it('keeps no approval when it is submitted anew: whoever had approved the words before is asked again', async () => {
    const form = byMember({ major: true, ...due });
    const { id } = done(await send(s.member, form));
    const [head] = (await noticeWith(id)).steps;
    done(await approveStep(s.headHeping, head));
    const leader = (await noticeWith(id)).steps[1];
    const opinion = { decision: 'return' as const, reasons: [], opinion: '时间有误' };
    const sentBack = { truth: false, accuracy: false, conformity: false, ...opinion };
    done(await decideStep(s.leader, { id: leader?.id ?? '', version: leader?.version ?? 0, ...sentBack }));
    const seen = (await noticeWith(id)).notice?.editedAt.toISOString() ?? '';
    done(await send(s.member, { ...form, seen, body: '改为周四。' }));
    const { steps } = await noticeWith(id);
    expect(steps.map(({ duty, status }) => [duty, status])).toEqual([
      ['head', 'void'],
      ['leader', 'returned'],
      ['head', 'open'],
      ['leader', 'waiting'],
    ]);
    expect(steps[0]?.decidedBy).toBe(s.headHeping.personId);
  });

  it.each([
    ['reopen', reopenNotice, '撤回修改'],
    ['withdraw', withdrawNotice, '撤回'],
  ] as const)('is told to whoever had approved it: %s', async (_, takeBack, what) => {
    const form = byMember({ releaseWhen: 'by_hand' });
    const { id } = done(await send(s.member, form));
    done(await approveStep(s.headHeping, (await noticeWith(id)).steps[0]));
    const { version } = (await noticeWith(id)).notice ?? { version: 0 };
    done(await takeBack(s.member, { id, version, reason: '时间有变' }));
    expect(await told(s.headHeping)).toContain(`《${form.title}》作者已${what}，您的审核通过作废`);
  });

  it('cannot be saved while it is submitted: the form is told where it stands', async () => {
    const form = byMember();
    const { id } = done(await send(s.member, form));
    const { notice } = await noticeWith(id);
    const late = { ...form, seen: notice?.editedAt.toISOString() ?? '', body: '偷换' };
    expect(refusalOf(await saveNotice(s.member, late))).toMatchObject({ code: 'conflict' });
    expect(refusalOf(await send(s.member, late)).code).toBe('conflict');
    expect((await noticeWith(id)).notice?.body).toBe(form.body);
  });

  it('never changes: the database refuses it', async () => {
    const { id } = done(await send(s.member, byMember()));
    const change = db().execute(sql`update notice_revisions set body = 'x' where notice_id = ${id}`);
    await expect(change).rejects.toThrow();
  });
});

/** Every state × verb × kind of actor: only the author, and only from where the workflow lets him. */
describe('撤回修改 and 撤回', () => {
  const states = Object.keys(noticeWorkflow.states) as (keyof typeof noticeWorkflow.states)[];
  const verbs = { reopen: reopenNotice, withdraw: withdrawNotice } as const;
  const cases = states.flatMap((status) =>
    (['reopen', 'withdraw'] as const).map((verb) => [status, verb] as const),
  );

  it.each(cases)('from %s: %s', async (status, verb) => {
    const { notice } = await insertNotice({
      author: s.member,
      unit: s.units.heping,
      status,
      groups: [s.groups.heping],
      ...(status === 'draft' ? { revision: 1, number: `T-${newId()}`, submittedAt: now() } : {}),
    });
    const input = { id: notice.id, version: notice.version, reason: '' };
    for (const other of [
      s.office,
      s.headHeping,
      s.headXinhua,
      s.leader,
      s.supervisor,
      s.sysadmin,
      s.groupAdmin,
    ])
      expect(refusalOf(await verbs[verb](other, input)).code).toBe('not_found');
    const answer = await verbs[verb](s.member, input);
    const allowed = noticeWorkflow.verbs[verb].from.includes(status);
    expect(answer.ok).toBe(allowed);
    const { notice: after, steps } = await noticeWith(notice.id);
    expect(after?.status).toBe(allowed ? noticeWorkflow.verbs[verb].to : status);
    if (allowed)
      expect(steps.filter((step) => ['open', 'waiting', 'approved'].includes(step.status))).toEqual([]);
    else expect(refusalOf(answer).code).toBe('conflict');
  });
});
