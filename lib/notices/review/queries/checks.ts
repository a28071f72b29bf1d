import { db } from '@/db/client';
import type { noticeRevisions, notices } from '@/db/schema/notices';
import { screenerNow } from '@/lib/dictionaries/queries/screener';
import { screenNotice } from '@/lib/screening/look';
import { thingsOf } from '@/lib/screening/notice';
import { settingsNow } from '@/lib/settings/queries';
import { publishingChecks } from '../../publishing/queries/plan';
import { foundIn, type RuleCheck, ruleChecks } from '../../rules/checks';
import { majorSuggestion } from '../../rules/importance';
import { type RouteStep, routeText } from '../rules/route-text';

type ReviewedNotice = Pick<
  typeof notices.$inferSelect,
  'id' | 'authorId' | 'status' | 'major' | 'receiptWanted' | 'receiptDueAt' | 'repeatOf'
>;
type Revision = typeof noticeRevisions.$inferSelect;

/** A reviewer has made it a major matter, and so everybody is to acknowledge it. */
const askedSince = (notice: ReviewedNotice, revision: Revision): boolean => notice.major && !revision.major;

const askedForMajor: RuleCheck = {
  clause: '2.2.2b',
  field: 'receiptDue',
  ok: 'warn',
  text: '审核中设为重要事项，发布时要求回执，截止时间由系统定',
};

/** What went out first asks for receipts at once, and sets no time for them. */
const askedAtOnce: RuleCheck = {
  clause: '2.2.2b',
  field: 'receiptDue',
  ok: 'met',
  text: '要求回执，先行发布的不设截止时间',
};

/** What goes out first is shown its warnings, and is not held up to answer them. */
const leftUnexplained: RuleCheck = {
  clause: '1.3.3',
  field: 'answers',
  ok: 'warn',
  text: '有警示，先行发布时未说明理由，请核实',
};

/** The rules as they apply to this very notice: to one that is out already, and by the steps that it really has. */
function applied(
  check: RuleCheck,
  notice: ReviewedNotice,
  revision: Revision,
  steps: readonly RouteStep[],
): RuleCheck {
  const first = steps.some(({ afterwards }) => afterwards);
  if (check.field === 'receiptDue') {
    if (first && revision.receiptWanted === 'acknowledge') return askedAtOnce;
    return askedSince(notice, revision) ? askedForMajor : check;
  }
  const unexplained = revision.hits.some(({ severity, answer }) => severity === 'warn' && !answer);
  if (check.field === 'answers' && unexplained) return leftUnexplained;
  const route = check.field === 'major' && check.ok === 'met' ? routeText(notice.major, steps) : null;
  return route ? { ...check, clause: first ? '3.1.3' : check.clause, text: route } : check;
}

const mostQuoted = 3;

/** What the dictionaries have come to forbid or warn of since it was submitted; null where there is nothing. */
async function foundSince({
  title,
  body,
  attachments,
  hits,
  screeningVersion,
}: Revision): Promise<RuleCheck | null> {
  const { screener, version } = await screenerNow();
  if (version <= screeningVersion) return null;
  // Its author has answered warnings; what only hinted then, and weighs more by now, he has not.
  const answered = new Set(hits.filter(({ severity }) => severity === 'warn').map(({ key }) => key));
  const fileNames = attachments.map(({ name }) => name);
  const fresh = thingsOf(
    screenNotice(screener, { title, body, fileNames }).filter(
      ({ key, severity }) => severity === 'block' || (severity === 'warn' && !answered.has(key)),
    ),
  ).map(({ hit }) => hit);
  if (!fresh.length) return null;
  const quoted = fresh
    .slice(0, mostQuoted)
    .map(({ found }) => `「${found}」`)
    .join('');
  const all = fresh.length > mostQuoted ? `${quoted}等 ${fresh.length} 项` : quoted;
  const forbidden = fresh.some(({ severity }) => severity === 'block');
  return {
    clause: '1.3.3',
    field: 'answers',
    ok: forbidden ? 'broken' : 'warn',
    text: `提交后词库有更新，现在会命中${all}${forbidden ? '，属禁止发布的内容，请退回修改' : '，请核对'}`,
  };
}

/** Every rule with how this revision stands to it; when it would go out only while that is open. */
export async function checksOf(
  notice: ReviewedNotice,
  revision: Revision,
  steps: readonly RouteStep[],
): Promise<RuleCheck[]> {
  const { title, body, titleReason, targets, attachments, hits, category } = revision;
  const settings = await settingsNow();
  const first = steps.some(({ afterwards }) => afterwards);
  const checks = ruleChecks(
    {
      ...revision,
      title,
      titleReason,
      fileNames: attachments.map(({ name }) => name),
      groups: targets.length,
      major: notice.major,
      // Whether it is major is no question any more once it is out.
      suggestion: first ? null : majorSuggestion({ category, title, body }),
      found: foundIn({ blocking: [], unanswered: [], kept: hits }),
    },
    settings,
    revision.submittedAt,
  )
    .filter(({ field }) => field !== 'planned')
    .map((check) => applied(check, notice, revision, steps));
  if (notice.status !== 'in_review') return checks;
  const { authorId, repeatOf, id, receiptWanted, receiptDueAt } = notice;
  const { releaseWhen, plannedAt } = revision;
  const since = await foundSince(revision);
  return [
    ...checks,
    ...(since ? [since] : []),
    ...(await publishingChecks(db(), {
      ...{ id, authorId, title, body, repeatOf, groups: targets },
      ...{ receiptWanted, receiptDueAt, releaseWhen, plannedAt },
    })),
  ];
}
