'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { TextField } from '@/components/form/text-field';
import { signInInput } from '@/lib/identity/signin/input';
import { type DemoAccount, DemoAccounts } from './demo-accounts-list';
import { enter } from './enter';

type LoginFormProps = {
  /** A path of this product. */
  next: string;
  demo: { accounts: DemoAccount[]; password: string } | null;
};

/** A full load after signing in: nothing of what the browser kept from before may show. */
export function LoginForm({ next, demo }: LoginFormProps) {
  const [chosen, setChosen] = useState('');
  const defaults = { username: chosen, password: chosen && demo ? demo.password : '' };
  return (
    <div className="flex flex-col gap-6">
      <ActionForm
        key={chosen}
        schema={signInInput}
        defaults={defaults}
        action={enter}
        submit="登录"
        onSuccess={() => location.assign(next)}
      >
        <TextField name="username" label="用户名" required autoComplete="username" spellCheck={false} />
        <PasswordField
          name="password"
          label="密码"
          required
          autoComplete="current-password"
          hint="首次登录请填写登录条上的一次性登录码"
        />
      </ActionForm>
      <div className="-mt-2 space-y-1 text-muted text-xs">
        <p>忘记密码：请联系街道办公室系统管理员，重新发放登录码。</p>
        <p>账号被锁定：到时自动解除，急用请联系系统管理员解除。</p>
      </div>
      {demo ? <DemoAccounts accounts={demo.accounts} chosen={chosen} onChoose={setChosen} /> : null}
    </div>
  );
}
