'use client';

import { ActionForm } from '@/components/form/action-form';
import { Checkbox } from '@/components/form/choice-fields';
import { PasswordField } from '@/components/form/password-field';
import { changePassword } from '@/lib/identity/accounts/actions';
import { changePasswordInput } from '@/lib/identity/accounts/input';
import { passwordHint } from '../password/hint';

const empty = { current: '', password: '', confirm: '', endOthers: true };

export function ChangePasswordForm({ shortest }: { shortest: number }) {
  return (
    <ActionForm
      schema={changePasswordInput}
      defaults={empty}
      action={changePassword}
      submit="修改密码"
      then="clear"
      success={({ ended }) => (ended ? `密码已修改，已退出其他 ${ended} 处登录` : '密码已修改')}
    >
      <PasswordField name="current" label="现密码" required autoComplete="current-password" />
      <PasswordField
        name="password"
        label="新密码"
        required
        autoComplete="new-password"
        hint={passwordHint(shortest)}
      />
      <PasswordField name="confirm" label="再输一次新密码" required autoComplete="new-password" />
      <Checkbox name="endOthers" label="同时退出本账号在其他地方的登录" />
    </ActionForm>
  );
}
