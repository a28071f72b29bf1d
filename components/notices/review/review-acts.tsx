import { ActionButton } from '@/components/form/action-button';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { Icon } from '@/components/ui/icon';
import { setMajorAction } from '@/lib/notices/review/actions';
import type { ReviewDetail } from '@/lib/notices/review/queries/detail';
import type { QueuePlace } from '@/lib/notices/review/queries/queue';
import { takenBackText } from '@/lib/notices/review/rules/taken-back';
import { dutyNames } from '@/lib/notices/review/states';
import { AssignForm } from './assign-form';
import { ReviewForm } from './review-form';

type Current = NonNullable<ReviewDetail['current']>;

/** As whom the reader decides, and what he answers for. */
function standing({ grant, duty, assignedTo }: Current): string {
  const role = grant?.role === 'member' && assignedTo ? '指定审核人' : dutyNames[duty];
  const stead = grant?.onBehalfOf ? `代${grant.onBehalfOf.name}以` : '以';
  return `您${stead}「${role}」身份审核，对真实、准确、规范负责。`;
}

/** What the reader can do now: decide, make it a major matter, name a reviewer; or go on to the next. */
export function ReviewActs({ notice, place }: { notice: ReviewDetail; place: QueuePlace }) {
  const { current } = notice;
  if (current?.may.review)
    return (
      <>
        <Card title="审核意见" hint={current.afterwards ? '先行发布，补审' : undefined}>
          <ReviewForm
            key={current.id}
            step={{ id: current.id, version: current.version }}
            afterwards={current.afterwards}
            hint={standing(current)}
          />
        </Card>
        {current.may.setMajor ? <SetMajor current={current} /> : null}
        {current.may.assign ? <Assign current={current} /> : null}
      </>
    );
  if (current?.may.assign) return <Assign current={current} />;
  return <Next place={place} notice={notice} />;
}

function SetMajor({ current: { id, version } }: { current: Current }) {
  return (
    <Card title="重要事项" hint="制度 3.4.1">
      <p className="mb-2">涉及重要工作部署、政策解读、重大事项的，须再经分管领导审核。</p>
      <ActionButton
        action={setMajorAction}
        input={{ id, version }}
        label="设为重要事项"
        confirm="设定后不能取消，您通过后还须分管领导审核。"
        success="已设为重要事项"
      />
    </Card>
  );
}

function whyAssign({ assignedToName, reviewers, duty }: Current): string {
  if (assignedToName) return `${assignedToName}已不能审核，请另行指定审核人。`;
  if (reviewers.length) return '已逾期。可以另行指定审核人，时限重新计算。';
  return `${dutyNames[duty]}空缺或不能登录，请指定审核人。`;
}

/** The form; folded once somebody is named who can review. */
function Assign({ current }: { current: Current }) {
  const { id, assignedTo, assignedToName, reviewers } = current;
  if (assignedToName && reviewers.length)
    return (
      <Card title="指定审核人" hint="制度 3.4.2">
        <p>已指定{assignedToName}。</p>
        {/* Named anew, it is folded again. */}
        <details key={assignedTo} className="mt-1">
          <summary className="inline-flex min-h-8 cursor-pointer items-center gap-1 text-link">
            重新指定
            <Icon name="open" className="size-3.5" />
          </summary>
          <p className="my-2">重新指定后，时限重新计算。</p>
          <AssignForm id={id} before={assignedTo} />
        </details>
      </Card>
    );
  return (
    <Card title="指定审核人" hint="制度 3.4.2">
      <p className="mb-3">{whyAssign(current)}</p>
      <AssignForm id={id} before={assignedTo} />
    </Card>
  );
}

/** Why there is nothing for the reader to decide. */
function whyNothing(notice: ReviewDetail): string {
  if (notice.current) return '现在不由您审核';
  return takenBackText(notice) ?? '这件已审完';
}

function Next({ place, notice }: { place: QueuePlace; notice: ReviewDetail }) {
  const { status, statusAt } = notice;
  return (
    <Card title={whyNothing(notice)}>
      {takenBackText(notice) ? (
        <p className="mb-3">
          <DateTime at={statusAt} />
          {status === 'draft' ? ' 撤回，重新提交后再审核。' : ' 撤回，不再发布。'}
        </p>
      ) : null}
      <p className="mb-3">{place.total ? `还有 ${place.total} 件待您审核。` : '没有待您审核的信息了。'}</p>
      <div className="flex flex-wrap gap-2">
        {place.next ? (
          <ButtonLink href={`/review/${place.next}`} kind="primary">
            审核下一件
          </ButtonLink>
        ) : null}
        <ButtonLink href="/review">返回队列</ButtonLink>
      </div>
    </Card>
  );
}
