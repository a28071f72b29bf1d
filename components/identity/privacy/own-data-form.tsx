'use client';

import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { exportOwnInput } from '@/lib/identity/privacy/input';
import { fetchPersonalData } from './fetch-data';

/** 导出我的信息: everything the product keeps of whoever is signed in. */
export function OwnDataForm() {
  return (
    <ActionForm
      schema={exportOwnInput}
      defaults={{ current: '' }}
      action={fetchPersonalData}
      submit="导出我的信息"
      then="clear"
      success="已开始下载，文件含个人信息，请妥善保管"
    >
      <PasswordField
        name="current"
        label="密码"
        required
        autoComplete="current-password"
        hint="导出前请确认是您本人；每天最多 3 次"
      />
    </ActionForm>
  );
}
