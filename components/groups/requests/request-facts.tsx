import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { Deadline } from '@/components/ui/deadline';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { PageLink } from '@/components/ui/page-link';
import type { RequestDetail } from '@/lib/groups/requests/queries/detail';
import { submitterOf } from '@/lib/groups/requests/rules';
import { platformNames } from '@/lib/groups/rules';
import { EvidenceText } from './evidence-text';

/** Who, where to, why, and what the Office should know. */
export function RequestFacts({ request }: { request: RequestDetail }) {
  return (
    <Card title="申请内容">
      <DefinitionList items={factsOf(request)} />
    </Card>
  );
}

function factsOf(request: RequestDetail): Definition[] {
  const leaving = request.kind === 'leave';
  return [
    {
      term: '人员',
      value: request.affiliated ? (
        <>
          {request.personName} <Badge>外部人员</Badge>
        </>
      ) : (
        request.personName
      ),
    },
    { term: '手机号', value: request.phoneMasked ?? '未登记' },
    { term: request.affiliated ? '责任单位' : '代表单位', value: request.unitName },
    { term: '职务', value: request.duty || '—' },
    {
      term: '工作群',
      value: (
        <>
          {request.groupName} <Badge>{platformNames[request.platform]}</Badge>
        </>
      ),
    },
    {
      term: '群昵称',
      value: (
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{request.nickname}</span>
          <CopyButton text={request.nickname} subject="群昵称" />
        </span>
      ),
    },
    { term: leaving ? '退群事由' : '申请事由', value: request.reason, wide: true },
    ...transferOf(request),
    {
      term: leaving && request.decidedAt ? '报告' : '提交',
      value: (
        <>
          {submitterOf(request)} <DateTime at={request.submittedAt} />
          {request.together > 1 && !leaving ? (
            <span className="ml-2">
              <PageLink href={`/membership/batch/${request.batchId}`} className="text-link underline">
                同批共 {request.together} 件
              </PageLink>
            </span>
          ) : null}
        </>
      ),
    },
    ...(leaving ? handedOn(request) : reviewed(request)),
    ...(request.decisionReason ? [{ term: '审核意见', value: request.decisionReason, wide: true }] : []),
  ];
}

/** The transfer it is part of. */
function transferOf({ transferId, transferOn }: RequestDetail): Definition[] {
  if (!transferId) return [];
  const words = transferOn ? `${transferOn} 生效，生效后下达办理单` : '随工作变动办理';
  return [
    {
      term: '工作变动',
      value: <TextLink href={`/membership/transfer/${transferId}`}>{words}</TextLink>,
      wide: true,
    },
  ];
}

/** What the Office decides by. */
function reviewed(request: RequestDetail): Definition[] {
  return [
    { term: '审核时限', value: <Due request={request} /> },
    { term: '审核参考', value: <EvidenceText evidence={request.evidence} />, wide: true },
  ];
}

/** A leave is not decided: the head hands on what was reported to him. */
function handedOn(request: RequestDetail): Definition[] {
  const { decidedByName, decidedAt, status } = request;
  if (decidedByName && decidedAt)
    return [
      {
        term: '提交',
        value: (
          <>
            {decidedByName} <DateTime at={decidedAt} />
          </>
        ),
      },
    ];
  return status === 'reported' ? [{ term: '提交时限', value: <Due request={request} /> }] : [];
}

function Due({ request: { deadline, dueAt } }: { request: RequestDetail }) {
  return deadline ? <Deadline dueAt={dueAt} {...deadline} withDate /> : <DateTime at={dueAt} />;
}
