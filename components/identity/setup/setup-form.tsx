'use client';

import { type ReactNode, useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { TextField } from '@/components/form/text-field';
import { setUp } from '@/lib/identity/setup/actions';
import { setupInput } from '@/lib/identity/setup/input';
import { SetupDone } from './setup-done';

const empty = {
  token: '',
  streetName: '',
  officeName: '党政办公室',
  officeShortName: '党政办',
  adminName: '',
  adminUsername: '',
  password: '',
  confirm: '',
  officeAdminName: '',
  officeAdminUsername: '',
};

type Slip = { username: string; code: string; expiresAt: Date };

/** Makes the street; afterwards shows, once, the code of the first Office administrator. */
export function SetupForm({ passwordHint }: { passwordHint: string }) {
  const [done, setDone] = useState<{ slip: Slip | null }>();
  if (done) return <SetupDone slip={done.slip} />;
  return (
    <ActionForm
      schema={setupInput}
      defaults={empty}
      action={setUp}
      submit="完成初始化"
      onSuccess={(slip) => setDone({ slip })}
    >
      <TextField
        name="token"
        label="一次性口令"
        required
        autoComplete="off"
        spellCheck={false}
        hint="启动本系统的控制台上，「一次性口令」之后的一串字符"
      />
      <Part title="街道">
        <TextField name="streetName" label="街道名称" required placeholder="如：某某街道" />
        <TextField name="officeName" label="街道办公室单位名称" required />
        <TextField name="officeShortName" label="单位简称" required hint="用于群昵称，如「党政办」" />
      </Part>
      <Part title="系统管理员" hint="负责账号、角色与登录设置，不办理业务">
        <TextField name="adminName" label="姓名" required autoComplete="name" />
        <TextField
          name="adminUsername"
          label="用户名"
          required
          autoComplete="username"
          spellCheck={false}
          hint="小写字母、数字或 . _ -，以字母开头"
        />
        <PasswordField
          name="password"
          label="密码"
          required
          autoComplete="new-password"
          hint={passwordHint}
        />
        <PasswordField name="confirm" label="再输一次密码" required autoComplete="new-password" />
      </Part>
      <Part title="街道办公室管理员（可以以后再设）" hint="负责审核与业务规则；完成后显示其一次性登录码">
        <TextField name="officeAdminName" label="办公室管理员姓名" autoComplete="off" />
        <TextField
          name="officeAdminUsername"
          label="办公室管理员用户名"
          autoComplete="off"
          spellCheck={false}
        />
      </Part>
    </ActionForm>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-3 border-base-300 border-t pt-3">
      <legend className="pr-2 font-medium">{title}</legend>
      {hint ? <p className="text-muted text-xs">{hint}</p> : null}
      {children}
    </fieldset>
  );
}
