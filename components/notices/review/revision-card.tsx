import { Attachments } from '@/components/notices/attachments/attachments';
import { FoundThing } from '@/components/screening/found-thing';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { Icon } from '@/components/ui/icon';
import { changeCount, changesBetween, namesBetween } from '@/lib/notices/review/diff';
import type { ReviewDetail, Revision } from '@/lib/notices/review/queries/detail';
import { shortFingerprint } from '@/lib/notices/rules/fingerprint';
import { letterCount } from '@/lib/notices/rules/title';
import { categoryNames, noticeWorkflow } from '@/lib/notices/states';
import { type AnsweredHit, thingsOf } from '@/lib/screening/notice';
import { Recalled } from './recalled';
import { ReviewText } from './review-text';

type RevisionCardProps = {
  notice: ReviewDetail;
  /** The earlier revision it is compared with; null shows the text alone. */
  against: Revision | null;
};

/** The revision under review as it would go out, compared with an earlier one. */
export function RevisionCard({ notice, against }: RevisionCardProps) {
  const { latest, unitName } = notice;
  const things = thingsOf(latest.hits);
  const numberOf = (hit: AnsweredHit) => things.findIndex(({ places }) => places.includes(hit)) + 1;
  const title = changesBetween(against?.title ?? latest.title, latest.title);
  const body = changesBetween(against?.body ?? latest.body, latest.body);
  const Body = notice.status === 'recalled' ? 'del' : 'div';
  const text = { ...latest, fileNames: latest.attachments.map(({ name }) => name) };
  return (
    <section className="min-w-0 rounded-lg border border-base-300 bg-base-100 p-4 md:px-6 md:py-5 print:border-0">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        {notice.status === 'in_review' ? null : <NoticeState status={notice.status} />}
        {notice.major ? <Badge tone="error">重要事项</Badge> : null}
        <Badge tone={latest.category === 'emergency' ? 'error' : 'info'}>
          {categoryNames[latest.category]}
        </Badge>
        <Badge>第 {latest.number} 版</Badge>
        <Comparison notice={notice} against={against} count={changeCount(title) + changeCount(body)} />
      </div>
      <Recalled notice={notice} />
      <h2 className="font-semibold text-lg">
        <ReviewText
          changes={title}
          hits={latest.hits.filter(({ field }) => field === 'title')}
          numberOf={numberOf}
        />
      </h2>
      <p className="mt-0.5 text-muted text-xs">
        {letterCount(latest.title)} 字 · {unitName} {latest.submittedByName} · 提交于{' '}
        <DateTime at={latest.submittedAt} show="short" />
      </p>
      {latest.titleReason ? (
        <p className="mt-1 text-warning-ink">标题较长的理由：{latest.titleReason}</p>
      ) : null}
      <Body
        className="mt-3 block whitespace-pre-wrap break-words text-base leading-8"
        data-testid="review-body"
      >
        <ReviewText
          changes={body}
          hits={latest.hits.filter(({ field }) => field === 'body')}
          numberOf={numberOf}
        />
      </Body>
      {things.length ? (
        <ol aria-label="筛查结果" className="mt-3 divide-y divide-base-300 border-base-300 border-t">
          {things.map((thing, index) => (
            <FoundThing
              key={`${thing.hit.severity}${thing.hit.key}`}
              thing={thing}
              text={text}
              number={index + 1}
            >
              {thing.hit.severity === 'warn' ? <p>作者说明：{thing.hit.answer || '未说明'}</p> : null}
            </FoundThing>
          ))}
        </ol>
      ) : null}
      <Attachments files={latest.attachments} />
      {against ? <ListChanges latest={latest} against={against} /> : null}
      <Facts notice={notice} />
    </section>
  );
}

/** Where the notice stands that is under review no more. */
function NoticeState({ status }: Pick<ReviewDetail, 'status'>) {
  const { label, tone } = noticeWorkflow.states[status];
  return <Badge tone={tone}>{label}</Badge>;
}

/** Which earlier revision it is compared with, and the way to the others. */
function Comparison({ notice, against, count }: RevisionCardProps & { count: number }) {
  const earlier = notice.revisions.filter(({ number }) => number < notice.latest.number);
  if (!earlier.length) return null;
  const href = (number: number) => `/review/${notice.id}?against=${number}`;
  return (
    <span className="ml-auto flex flex-wrap items-center gap-x-3 text-xs">
      {against ? (
        <span>
          与第 {against.number} 版对照，{count ? `${count} 处修改` : '文字没有修改'}
        </span>
      ) : null}
      {earlier
        .filter(({ number }) => number !== against?.number)
        .slice(0, 5)
        .map(({ number }) => (
          <TextLink key={number} href={href(number)}>
            对照第 {number} 版
          </TextLink>
        ))}
      {against ? <TextLink href={href(0)}>只看本版</TextLink> : null}
    </span>
  );
}

/** Attachments and groups that came or went since the earlier revision. */
function ListChanges({ latest, against }: { latest: Revision; against: Revision }) {
  const files = namesBetween(
    against.attachments.map(({ name, sha256 }) => `${name}\n${sha256}`),
    latest.attachments.map(({ name, sha256 }) => `${name}\n${sha256}`),
  );
  const groups = namesBetween(
    against.targets.map(({ name }) => name),
    latest.targets.map(({ name }) => name),
  );
  const bare = (names: string[]) => names.map((name) => name.split('\n')[0]).join('、');
  const lines = [
    ['新增附件', bare(files.added)],
    ['去掉附件', bare(files.removed)],
    ['新增目标群', bare(groups.added)],
    ['去掉目标群', bare(groups.removed)],
  ].filter(([, names]) => names);
  if (!lines.length) return null;
  return (
    <ul aria-label="附件与目标群的修改" className="mt-3">
      {lines.map(([label, names]) => (
        <li key={label}>
          <span className="text-muted">{label}：</span>
          {names}
        </li>
      ))}
    </ul>
  );
}

function Facts({ notice: { latest, reach, receiptWanted, receiptDueAt } }: { notice: ReviewDetail }) {
  return (
    <div className="mt-4 border-base-300 border-t pt-3 text-muted">
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <span>
          目标 {latest.targets.length} 个群 · {reach.people} 人
        </span>
        <span>
          {receiptWanted === 'acknowledge' ? '要求回执' : '只统计已读'}
          {receiptWanted === 'acknowledge' && receiptDueAt ? (
            <>
              ，<DateTime at={receiptDueAt} show="short" /> 前
            </>
          ) : null}
        </span>
        <span title={latest.hash}>
          内容指纹 <span className="font-mono">{shortFingerprint(latest.hash)}</span>
        </span>
      </div>
      <details className="mt-2">
        <summary className="inline-flex min-h-8 cursor-pointer items-center gap-1 text-link">
          目标群与人数
          <Icon name="open" className="size-3.5" />
        </summary>
        <ul className="mt-1 grid gap-x-6 gap-y-1 md:grid-cols-2">
          {reach.groups.map(({ groupId, name, people }) => (
            <li key={groupId} className="flex justify-between gap-3">
              <span className="min-w-0 text-base-content">{name}</span>
              <span className="tabular-nums">{people} 人</span>
            </li>
          ))}
        </ul>
        <p className="mt-2 break-all">完整指纹 {latest.hash}</p>
      </details>
    </div>
  );
}
