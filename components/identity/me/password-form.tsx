'use client';

import { ActionForm } from '@/components/form/action-form';
import { Checkbox } from '@/components/form/choice-fields';
import { PasswordField } from '@/components/form/password-field';
import { changePassword } from '@/lib/identity/accounts/actions';
import { changePasswordInput } from '@/lib/identity/accounts/input';

const empty = { current: '', password: '', confirm: '', endOthers: true };

type ChangePasswordProps = {
  /** What a new password has to be. */
  hint: string;
  /** Where to go on, when it had to be changed first. */
  next?: string;
};

export function ChangePasswordForm({ hint, next }: ChangePasswordProps) {
  return (
    <ActionForm
      schema={changePasswordInput}
      defaults={empty}
      action={changePassword}
      submit="修改密码"
      then="clear"
      next={next}
      success={({ ended }) => (ended ? `密码已修改，已退出其他 ${ended} 处登录` : '密码已修改')}
    >
      <PasswordField name="current" label="现密码" required autoComplete="current-password" />
      <PasswordField name="password" label="新密码" required autoComplete="new-password" hint={hint} />
      <PasswordField name="confirm" label="再输一次新密码" required autoComplete="new-password" />
      <Checkbox name="endOthers" label="同时退出本账号在其他地方的登录" />
    </ActionForm>
  );
}
