'use client';

import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { setFirstPassword } from '@/lib/identity/accounts/actions';
import { firstPasswordInput } from '@/lib/identity/accounts/input';
import { passwordHint } from './hint';

export function FirstPasswordForm({ shortest }: { shortest: number }) {
  return (
    <ActionForm
      schema={firstPasswordInput}
      defaults={{ password: '', confirm: '' }}
      action={setFirstPassword}
      submit="保存并进入"
      next="/"
    >
      <PasswordField
        name="password"
        label="新密码"
        required
        autoComplete="new-password"
        hint={passwordHint(shortest)}
      />
      <PasswordField name="confirm" label="再输一次" required autoComplete="new-password" />
    </ActionForm>
  );
}
