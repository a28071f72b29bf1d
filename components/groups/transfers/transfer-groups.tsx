'use client';

import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { CheckboxGroup } from '@/components/form/choice-fields';
import { Notice } from '@/components/ui/notice';
import { platformNames } from '@/lib/groups/rules';
import { transferPair } from '@/lib/groups/transfers/input';
import type { TransferCheck } from '@/lib/groups/transfers/queries/form';
import { TransferPreview } from './transfer-preview';
import { type TransferCheckState, useTransferCheck } from './use-transfer-check';

const nothing: Pick<TransferCheck, 'present' | 'usual'> = { present: [], usual: [] };

/** His present groups and those of the new unit, to be ticked; beneath, everything that the transfer will do. */
export function TransferGroups({ today }: { today: string }) {
  const { setValue, clearErrors } = useFormContext();
  const [personId = '', toUnitId = ''] = useWatch({ name: ['personId', 'toUnitId'] });
  const state = useTransferCheck(personId, toUnitId, (known) => {
    const { present, usual } = known ?? nothing;
    const left = present.filter(({ ofOldUnit, obstacle }) => ofOldUnit && obstacle === null);
    setValue(
      'leaves',
      left.map(({ membershipId }) => membershipId),
    );
    setValue(
      'joins',
      usual.filter((group) => group.usual).map(({ groupId }) => groupId),
    );
    setValue('checkedFor', known ? transferPair(personId, toUnitId) : '');
    clearErrors('checkedFor');
  });
  if (state.is !== 'known') return <NotKnown state={state.is} />;
  const { check } = state;
  if (check.obstacle) return <Notice tone="error" live title={check.obstacle} />;
  return (
    <>
      <Left key={`left ${personId} ${toUnitId}`} check={check} />
      <Joined key={`joined ${personId} ${toUnitId}`} check={check} />
      <TransferPreview check={check} today={today} />
    </>
  );
}

/** What was pressed too early is said here, where the groups will be. */
function NotKnown({ state }: { state: Exclude<TransferCheckState['is'], 'known'> }) {
  const { errors } = useFormState({ name: 'checkedFor' });
  const early =
    state === 'busy' && typeof errors.checkedFor?.message === 'string' && errors.checkedFor.message;
  if (state === 'unknown') return <Notice tone="error">此人不在您可以办理的范围内。</Notice>;
  if (state === 'failed') return <Notice tone="error">暂时查不到所在的工作群，请稍后重新选择人员。</Notice>;
  if (early) return <Notice tone="error" live title={early} />;
  return (
    <p className="text-muted">
      {state === 'busy'
        ? '正在查找有关的工作群…'
        : '选择人员和调往单位后，列出要退出、可加入的群和将办理的事项。'}
    </p>
  );
}

function Left({ check: { present, fromUnit } }: { check: TransferCheck }) {
  const free = present.filter(({ obstacle }) => obstacle === null);
  const barred = present.filter(({ obstacle }) => obstacle !== null);
  return (
    <div className="flex flex-col gap-2">
      {free.length ? (
        <CheckboxGroup
          name="leaves"
          label="退出的工作群"
          hint={`${fromUnit}自己的群已选；不选的群继续保留，群昵称改为新单位`}
          choices={free.map(({ membershipId, groupName, platform }) => ({
            value: membershipId,
            label: groupName,
            hint: platformNames[platform],
          }))}
        />
      ) : (
        <p className="text-muted">没有可以退出的工作群。</p>
      )}
      {barred.map(({ membershipId, groupName, obstacle }) => (
        <p key={membershipId} className="text-muted">
          {groupName}：{obstacle}
        </p>
      ))}
    </div>
  );
}

function Joined({ check: { usual } }: { check: TransferCheck }) {
  if (!usual.length) return <p className="text-muted">新单位没有其他工作群可加入。</p>;
  return (
    <CheckboxGroup
      name="joins"
      label="加入的工作群"
      hint="新单位所在的群，已选多数人都在的；其他群请另行新建申请"
      choices={usual.map(({ groupId, groupName, platform }) => ({
        value: groupId,
        label: groupName,
        hint: platformNames[platform],
      }))}
    />
  );
}
