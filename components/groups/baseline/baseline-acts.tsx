'use client';

import { ActionButton } from '@/components/form/action-button';
import {
  decideBaselineAction,
  discardBaselineAction,
  returnBaselineAction,
  vouchBaselineAction,
} from '@/lib/groups/baseline/actions';
import type { BaselineShown } from '@/lib/groups/baseline/queries/detail';

type ActsProps = {
  baseline: Pick<BaselineShown, 'id' | 'version' | 'may'>;
  /** Who would become a member. */
  members: number;
  /** Of them, people who are not on file yet. */
  added: number;
  unclear: number;
};

/** What can be done with a baseline as a whole. */
export function BaselineActs({ baseline: { id, version, may }, members, added, unclear }: ActsProps) {
  const left = unclear ? `；需要核对的 ${unclear} 行不登记` : '';
  const what = `将登记成员 ${members} 人，其中新登记人员 ${added} 人${left}。`;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {may.vouch ? (
        <ActionButton
          action={vouchBaselineAction}
          input={{ id, version }}
          label="确认名单属实"
          kind="primary"
          confirm={`${what}确认后交街道办公室再次确认。`}
          success="已确认，等待街道办公室确认"
        />
      ) : null}
      {may.decide ? (
        <ActionButton
          action={decideBaselineAction}
          input={{ id, version }}
          label="确认并登记"
          kind="primary"
          confirm={what}
          success={(done) => `已登记成员 ${done.members} 人，新登记人员 ${done.added} 人`}
        />
      ) : null}
      {may.sendBack ? (
        <ActionButton
          action={returnBaselineAction}
          input={{ id, version, reason: '' }}
          label="退回修改…"
          reason={{ field: 'reason', label: '退回原因', placeholder: '如：名单不全' }}
          answer={{ label: '退回修改', kind: 'primary' }}
          success="已退回群管理员"
        />
      ) : null}
      {may.discard ? (
        <ActionButton
          action={discardBaselineAction}
          input={{ id, version }}
          label="放弃"
          kind="quiet"
          confirm="放弃后，名单立即清除，可以重新发起。"
          answer={{ label: '放弃这次登记', kind: 'danger' }}
          success="已放弃"
        />
      ) : null}
    </div>
  );
}
