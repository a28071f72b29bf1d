'use client';

import Link from 'next/link';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { RadioGroup } from '@/components/form/choice-fields';
import { Notice } from '@/components/ui/notice';
import { formatMoment } from '@/lib/core/time';
import { type Check, type CheckState, useJoinCheck } from './use-join-check';

/** Under the two pickers: what stands in the way, or which nickname the person will have and what happens next. */
export function JoinPreview() {
  const { setValue } = useFormContext();
  const [personId = '', groupId = '', unitId = ''] = useWatch({ name: ['personId', 'groupId', 'unitId'] });
  const state = useJoinCheck(personId, groupId);
  const units = state.is === 'known' ? state.check.units : undefined;
  useEffect(() => {
    if (units && !units.some(({ id }) => id === unitId)) setValue('unitId', units[0]?.id ?? '');
  }, [units, unitId, setValue]);

  if (state.is !== 'known') return <Unknown state={state.is} />;
  if (state.check.obstacle) return <Obstacle check={state.check} />;
  return <Outcome check={state.check} unitId={unitId} />;
}

function Unknown({ state }: { state: Exclude<CheckState['is'], 'known'> }) {
  if (state === 'busy') return <p className="text-muted">正在核对…</p>;
  if (state === 'failed') return <Notice tone="warning">暂时无法预先核对，提交时仍会检查。</Notice>;
  if (state === 'unknown') return <Notice tone="error">此人不在您可以申请的范围内。</Notice>;
  return null;
}

function Obstacle({ check }: { check: Check }) {
  return (
    <Notice
      tone="error"
      live
      title={check.obstacle}
      action={
        check.openRequest ? (
          <Link href={`/membership/${check.openRequest.id}`} className="underline">
            查看 {check.openRequest.number}
          </Link>
        ) : null
      }
    />
  );
}

function Outcome({ check, unitId }: { check: Check; unitId: string }) {
  const unit = check.units.find(({ id }) => id === unitId) ?? check.units[0];
  const handled = check.administered ? '群管理员在群内办理' : '该群暂无群管理员，由街道办公室办理';
  return (
    <>
      {check.units.length > 1 ? (
        <RadioGroup
          name="unitId"
          label="代表单位"
          hint="此人有兼任，群昵称和成员归属以所选单位为准"
          choices={check.units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <Notice
        tone="success"
        title={
          <>
            可以申请，入群后的群昵称为「{unit?.nickname}」
            <span className="font-normal text-xs">（制度 2.1.2）</span>
          </>
        }
      >
        街道办公室在 {formatMoment(new Date(check.decisionDue))} 前审核，通过后
        {check.platform === 'portal' ? '即时入群' : handled}。
      </Notice>
    </>
  );
}
