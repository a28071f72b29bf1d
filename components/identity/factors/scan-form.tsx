'use client';

import type { ReactNode } from 'react';
import { ActionButton } from '@/components/form/action-button';
import { ActionForm } from '@/components/form/action-form';
import { Checkbox } from '@/components/form/choice-fields';
import { CopyButton } from '@/components/ui/copy-button';
import { cancelFactor, confirmFactor } from '@/lib/identity/factors/actions';
import { enrolInput } from '@/lib/identity/factors/input';
import { CodeField } from './code-field';

type ScanFormProps = {
  /** The secret as a picture. */
  picture: ReactNode;
  /** The secret in groups of four. */
  secret: string;
  onEnrolled: (codes: string[]) => void;
};

/** The second step: the telephone takes the secret over, and proves it by a first code. */
export function ScanForm({ picture, secret, onEnrolled }: ScanFormProps) {
  return (
    <div className="flex flex-col gap-4">
      <p>
        <strong className="font-medium">第一步：</strong>用手机上的身份验证器扫描此码。
      </p>
      {picture}
      <details>
        <summary className="cursor-pointer text-link">扫不了，或正用这部手机？手工输入密钥</summary>
        <p className="mt-2">在身份验证器中选「手工输入」，账户填「群序」，类型选「基于时间」，密钥填：</p>
        <p className="mt-1 mb-2 font-medium text-base tabular-nums">{secret}</p>
        <CopyButton text={secret.replaceAll(' ', '')} label="复制密钥" framed />
      </details>
      <p>
        <strong className="font-medium">第二步：</strong>把手机上显示的 6 位数字填在这里。
      </p>
      <ActionForm
        schema={enrolInput}
        defaults={{ code: '', endOthers: true }}
        action={confirmFactor}
        submit="启用"
        onSuccess={({ codes }) => onEnrolled(codes)}
      >
        <CodeField label="动态口令" hint="每 30 秒换一组；若一直不对，请把手机时间设为自动" />
        <Checkbox name="endOthers" label="同时退出本账号在其他地方的登录" />
      </ActionForm>
      <div className="-ml-2.5">
        <ActionButton action={cancelFactor} input={{}} label="取消设置" size="small" kind="quiet" />
      </div>
    </div>
  );
}
