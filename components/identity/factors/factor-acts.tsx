'use client';

import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import type { Action } from '@/components/form/run-action';
import { Notice } from '@/components/ui/notice';
import { beginFactor, giveUpFactor, renewRecoveryCodes } from '@/lib/identity/factors/actions';
import { proofInput } from '@/lib/identity/factors/input';
import { Disclosure } from '../disclosure';
import { AnyCodeField } from './code-field';

type FactorActsProps = {
  /** In words. */
  since: string;
  codesLeft: number;
  /** A role asks for it: it cannot be given up. */
  required: boolean;
  onCodes: (codes: string[]) => void;
};

/** What can be done with a factor that stands: each asks for the password and for a code of the present one. */
export function FactorActs({ since, codesLeft, required, onCodes }: FactorActsProps) {
  return (
    <div className="flex flex-col items-start gap-4">
      <p>
        {since} 启用。恢复码还剩 <strong className="tabular-nums">{codesLeft}</strong> 个。
      </p>
      {codesLeft <= 3 ? <Notice tone="warning">恢复码所剩不多，请重新生成一份。</Notice> : null}
      <Disclosure label="重新生成恢复码">
        <ProofForm
          action={renewRecoveryCodes}
          submit="重新生成"
          note="旧的恢复码随即全部失效。"
          onSuccess={({ codes }) => onCodes(codes)}
        />
      </Disclosure>
      <Disclosure label="更换手机">
        <ProofForm action={beginFactor} submit="下一步" note="新手机设置好之前，旧手机上的仍然有效。" />
      </Disclosure>
      {required ? (
        <p className="text-muted">您的岗位登录须用动态口令，不能停用。</p>
      ) : (
        <Disclosure label="停用动态口令">
          <ProofForm
            action={giveUpFactor}
            submit="停用"
            note="停用后，登录只凭密码；恢复码一并失效。"
            success="已停用动态口令"
          />
        </Disclosure>
      )}
    </div>
  );
}

type ProofFormProps<Value> = {
  action: Action<{ current: string; code: string }, Value>;
  submit: string;
  note: string;
  success?: string;
  onSuccess?: (value: Value) => void;
};

function ProofForm<Value>({ action, submit, note, success, onSuccess }: ProofFormProps<Value>) {
  return (
    <ActionForm
      schema={proofInput}
      defaults={{ current: '', code: '' }}
      action={action}
      submit={submit}
      then="clear"
      success={success}
      onSuccess={onSuccess}
    >
      <p className="text-muted">{note}</p>
      <PasswordField name="current" label="密码" required autoComplete="current-password" />
      <AnyCodeField label="动态口令" hint="手机上显示的 6 位数字；手机不在身边，可填一个恢复码" />
    </ActionForm>
  );
}
