import type { Tx } from '@/db/client';
import { takeNumbers } from '@/db/numbers';
import { noticeRevisions } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { screenerNow } from '@/lib/dictionaries/queries/screener';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import { screenNotice } from '@/lib/screening/look';
import { judgeNotice, problemsOf } from '@/lib/screening/notice';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { moveNotice } from '../../commands/move';
import type { SubmitNotice } from '../../input';
import { mayWriteTo } from '../../policy';
import { publishingChecks } from '../../publishing/queries/plan';
import { openSteps } from '../../review/commands/steps';
import { brokenFields, foundIn, type RuleCheck, ruleChecks, thingsToMend } from '../../rules/checks';
import { majorSuggestion } from '../../rules/importance';
import { titleState } from '../../rules/title';
import { writableAmong } from '../queries/groups';
import { filesOf } from './files';
import { labelOf, type OwnNotice } from './lock';
import { keepCopy } from './save';

/**
 * 提交审核: keeps the form, freezes it as a revision with fingerprint and hits, and puts it before its reviewers, all in one transaction.
 * Refused, at the field, while a rule is broken, something is found that blocks, or a warning has no reason. Where nobody but the author
 * answers for it, it is approved at once.
 */
export const submitNotice = command(
  {
    name: 'notice.submit',
    clause: '3.4.2',
    once: (input: SubmitNotice) => input.submissionId,
    entity: ({ id, title }) => ({ type: 'notice', id, label: title ? `《${title}》` : '草稿' }),
  },
  async (tx, actor, input) => {
    const copy = await keepCopy(tx, actor, input);
    const frozen = await freeze(tx, actor, copy, input);
    const [number = ''] = copy.number ? [copy.number] : await takeNumbers(tx, 'NT', 1);
    const revision = { ...frozen, id: newId(), number: copy.revision + 1 };
    await tx.insert(noticeRevisions).values(revision);
    const notice = await put(tx, actor, { ...copy, number }, revision);
    const { approved } = await openSteps(tx, actor, { notice, revision });
    return { id: notice.id, number, approved };
  },
);

type Frozen = Omit<typeof noticeRevisions.$inferInsert, 'id' | 'number'>;

/** The working copy as its revision, judged by every rule. */
async function freeze(tx: Tx, actor: Actor, copy: OwnNotice, input: SubmitNotice): Promise<Frozen> {
  granted(mayWriteTo(actor, input.groupIds));
  const targets = await writableAmong(tx, actor, input.groupIds);
  if (targets.length < input.groupIds.length)
    refuse('rule', '有目标群已归档或您已不在群中，请去掉后再提交', {
      clause: '3.1.1',
      fields: { groupIds: '有目标群已归档或您已不在群中' },
    });
  const attachments = await filesOf(tx, copy.id);
  const fileNames = attachments.map(({ name }) => name);
  const { title, body } = copy;
  const { screener, version } = await screenerNow(tx);
  const verdict = judgeNotice(screenNotice(screener, { title, body, fileNames }), copy.answers);
  const at = now();
  const settings = await settingsNow(tx);
  const rules = ruleChecks(
    {
      ...copy,
      fileNames,
      groups: targets.length,
      suggestion: majorSuggestion(copy),
      found: foundIn(verdict),
    },
    settings,
    at,
  );
  const flood = await publishingChecks(tx, { ...copy, groups: targets });
  refuseBroken([...rules, ...flood], problemsOf(verdict));
  const { category, major, receiptWanted, receiptDueAt, releaseWhen, plannedAt } = copy;
  // Of a title that has become short since, nobody is to read why it is long.
  const titleReason = titleState(title, settings) === 'long' ? copy.titleReason : '';
  return {
    noticeId: copy.id,
    ...{ title, titleReason, body, category, major },
    ...{ receiptWanted, receiptDueAt, releaseWhen, plannedAt },
    targets,
    attachments,
    hash: fingerprint({ title, body, attachments, targets }),
    hits: verdict.kept,
    screeningVersion: version,
    submittedBy: copy.authorId,
    submittedAt: at,
  };
}

function refuseBroken(checks: readonly RuleCheck[], found: ReturnType<typeof problemsOf>): void {
  const broken = checks.filter(({ ok }) => ok === 'broken');
  const [first] = broken;
  if (!first) return;
  throw new Refused({
    code: 'rule',
    message: broken.length === 1 ? first.text : `有 ${thingsToMend(broken)} 处须填写或改正，请按提示处理`,
    clause: first.clause,
    fields: brokenFields(checks, found),
  });
}

/** The notice under review, as steps and reviewers are told of it. */
async function put(
  tx: Tx,
  actor: Actor,
  copy: OwnNotice,
  revision: Frozen & { number: number },
): Promise<OwnNotice> {
  const columns = {
    number: copy.number,
    revision: revision.number,
    submittedAt: revision.submittedAt,
  };
  const groupIds = revision.targets.map(({ groupId }) => groupId);
  await moveNotice(tx, actor, copy, {
    verb: 'submit',
    may: () => mayWriteTo(actor, groupIds),
    label: labelOf,
    set: columns,
  });
  return { ...copy, ...columns, status: 'in_review', version: copy.version + 1 };
}
