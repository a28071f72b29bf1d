'use client';

import { useWatch } from 'react-hook-form';
import { Notice } from '@/components/ui/notice';
import type { TransferCheck } from '@/lib/groups/transfers/queries/form';

/** Everything that happens when it is sent, in the order in which it does. */
export function TransferPreview({ check, today }: { check: TransferCheck; today: string }) {
  const [effectiveOn = '', leaves = [], joins = []] = useWatch({ name: ['effectiveOn', 'leaves', 'joins'] });
  const lines = linesOf(check, leaves, joins);
  const when = effectiveOn > today ? `${effectiveOn} 生效时` : '提交后';
  return (
    <Notice title={`${when}将办理`}>
      <ul className="list-disc pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

const named = (groups: readonly { groupName: string }[]): string =>
  groups.map(({ groupName }) => `「${groupName}」`).join('、');

function linesOf(
  { personName, fromUnit, nickname, present, usual }: TransferCheck,
  leaves: readonly string[],
  joins: readonly string[],
): string[] {
  const left = present.filter(({ membershipId }) => leaves.includes(membershipId));
  const joined = usual.filter(({ groupId }) => joins.includes(groupId));
  const kept = present.filter(({ membershipId, forOldUnit }) => forOldUnit && !leaves.includes(membershipId));
  return [
    `${personName}的所在单位由${fromUnit}改为新单位`,
    ...(left.length ? [`退出 ${left.length} 个群：${named(left)}，下达移出办理单`] : []),
    ...(joined.length
      ? [`申请加入 ${joined.length} 个群：${named(joined)}，街道办公室审核通过后下达入群办理单`]
      : []),
    ...(kept.length
      ? [`留在 ${kept.length} 个群：${named(kept)}，群昵称改为「${nickname}」，下达改昵称办理单`]
      : []),
  ];
}
