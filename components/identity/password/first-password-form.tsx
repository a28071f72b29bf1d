'use client';

import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { setFirstPassword } from '@/lib/identity/accounts/actions';
import { firstPasswordInput } from '@/lib/identity/accounts/input';

export function FirstPasswordForm({ hint, next }: { hint: string; next: string }) {
  return (
    <ActionForm
      schema={firstPasswordInput}
      defaults={{ password: '', confirm: '' }}
      action={setFirstPassword}
      submit="保存并进入"
      next={next}
    >
      <PasswordField name="password" label="新密码" required autoComplete="new-password" hint={hint} />
      <PasswordField name="confirm" label="再输一次" required autoComplete="new-password" />
    </ActionForm>
  );
}
