'use client';

import { ActionButton } from '@/components/form/action-button';
import { formatMoment } from '@/lib/core/time';
import {
  publishNoticeAction,
  recallNoticeAction,
  releaseNoticeAction,
} from '@/lib/notices/publishing/actions';
import type { WentOut } from '@/lib/notices/publishing/rules/outcome';

function told(out: WentOut): string {
  if (out.outcome === 'published') return `已发布到 ${out.groups} 个群，通知 ${out.people} 人`;
  if (out.outcome === 'stopped') return `已中止发布：${out.why}`;
  return `已安排在 ${formatMoment(new Date(out.publishAt))} 发布：${out.heldWhy}`;
}

interface ActsProps {
  /** As the person sees it. */
  notice: { id: string; version: number };
  may: { publish: boolean; release: boolean; recall: boolean };
}

/** 发布, 时段外发布 and 召回, as far as the person may. */
export function PublishingActs({ notice: { id, version }, may }: ActsProps) {
  const seen = { id, version };
  return (
    <>
      {may.publish ? (
        <ActionButton action={publishNoticeAction} input={seen} label="发布" kind="primary" success={told} />
      ) : null}
      {may.release ? (
        <ActionButton
          action={releaseNoticeAction}
          input={{ ...seen, reason: '' }}
          label="时段外发布"
          reason={{ field: 'reason', label: '发布理由', placeholder: '如：节假日值班通知，须当日知晓' }}
          answer={{ label: '确认发布', kind: 'primary' }}
          success={told}
        />
      ) : null}
      {may.recall ? (
        <ActionButton
          action={recallNoticeAction}
          input={{ ...seen, reason: '' }}
          label="召回"
          kind="danger"
          reason={{ field: 'reason', label: '召回原因', placeholder: '如：会议时间有误，另行通知' }}
          answer={{ label: '确认召回', kind: 'danger' }}
          success={({ recalls }) =>
            recalls ? `已召回，并下达 ${recalls} 件撤回办理单` : '已召回，目标人员已收到通知'
          }
        />
      ) : null}
    </>
  );
}
