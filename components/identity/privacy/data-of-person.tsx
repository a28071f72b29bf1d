'use client';

import { ActionForm } from '@/components/form/action-form';
import { PasswordField } from '@/components/form/password-field';
import { TextField } from '@/components/form/text-field';
import { Disclosure } from '@/components/identity/disclosure';
import { Card } from '@/components/ui/card';
import { exportForInput } from '@/lib/identity/privacy/input';
import { fetchPersonalData } from './fetch-data';

/** The Office hands a person what is kept of him, when he has asked in writing. */
export function DataOfPerson({ personId, name }: { personId: string; name: string }) {
  return (
    <Card title="个人信息" hint="本人书面申请时，导出交给本人">
      <Disclosure label={`导出${name}的信息`}>
        <ActionForm
          schema={exportForInput}
          defaults={{ personId, reason: '', current: '' }}
          action={fetchPersonalData}
          submit="导出"
          then="clear"
          success="已开始下载，请交给本人，勿另存"
        >
          <TextField
            name="reason"
            label="依据"
            required
            placeholder="如：本人 11 月 22 日书面申请"
            hint="记入审计日志"
          />
          <PasswordField name="current" label="您的密码" required autoComplete="current-password" />
        </ActionForm>
      </Disclosure>
    </Card>
  );
}
