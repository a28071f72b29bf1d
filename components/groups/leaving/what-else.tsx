'use client';

import { useWatch } from 'react-hook-form';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { endsService, movesElsewhere } from '@/lib/groups/leaving/rules';

/** What a leave for this reason does not do, and where that is done. `mayDepart`: the reader enters departures himself. */
export function WhatElse({ mayDepart }: { mayDepart: boolean }) {
  const personId: string = useWatch({ name: 'personId' }) ?? '';
  const reason: string = useWatch({ name: 'reason' }) ?? '';
  if (endsService(reason))
    return (
      <Notice tone="info" title="退群不等于离任">
        退群只退出所选的群，账号、角色和其余的群不受影响。
        {mayDepart ? (
          <>
            退休、离职的请直接
            <PageLink
              className="font-medium underline"
              href={personId ? `/admin/people/${personId}#depart` : '/admin/people'}
            >
              办理离任
            </PageLink>
            ，账号、角色和所有的群一并结束，不必在此退群。
          </>
        ) : (
          '提交后系统通知街道办公室核实并办理离任，账号、角色和所有的群届时一并结束。'
        )}
      </Notice>
    );
  if (movesElsewhere(reason))
    return (
      <Notice tone="info" title="调往本街道其他单位的，请办理工作变动">
        <PageLink
          className="font-medium underline"
          href={personId ? `/membership/transfer/new?person=${personId}` : '/membership/transfer/new'}
        >
          办理工作变动
        </PageLink>
        会同时更换单位、职务和群昵称，该退的群退出，该进的群申请加入。
      </Notice>
    );
  return null;
}
