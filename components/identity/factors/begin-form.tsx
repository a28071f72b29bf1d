'use client';

import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { beginFactor } from '@/lib/identity/factors/actions';
import { proofInput } from '@/lib/identity/factors/input';

/** The first step of setting one up: that it is oneself. */
export function BeginForm() {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p>启用后，登录时除密码外，还要输入手机上显示的 6 位数字。别人即使知道您的密码，也进不来。</p>
        <p>
          请先在手机上备好一款身份验证器：在微信小程序中搜索「腾讯身份验证器」，或在应用商店安装 Microsoft
          Authenticator 等同类应用。
        </p>
      </div>
      <ActionForm
        schema={proofInput}
        defaults={{ current: '', code: '' }}
        action={beginFactor}
        submit="开始设置"
      >
        <PasswordField
          name="current"
          label="密码"
          required
          autoComplete="current-password"
          hint="为确认是您本人，请输入登录密码"
        />
      </ActionForm>
    </div>
  );
}
