'use client';

import { ActionForm } from '@/components/form/action-form';
import { TextField } from '@/components/form/text-field';
import { correctPhoneAction } from '@/lib/groups/handling/actions';
import { correctPhoneInput } from '@/lib/groups/handling/input';

interface CorrectPhoneFormProps {
  orderId: string;
  personName: string;
  /** As it is on file, masked; null when there is none. */
  masked: string | null;
}

/** Puts somebody's right number on file, and with it issues anew what failed for the wrong one. */
export function CorrectPhoneForm({ orderId, personName, masked }: CorrectPhoneFormProps) {
  return (
    <ActionForm
      schema={correctPhoneInput}
      defaults={{ id: orderId, phone: '' }}
      action={correctPhoneAction}
      submit="更正并重新下达"
      then="clear"
      success={({ number, issued }) =>
        issued > 1 ? `已更正，重新下达 ${issued} 件办理单` : `已更正，重新下达办理单 ${number}`
      }
    >
      <TextField
        name="phone"
        label={`${personName}的手机号`}
        type="tel"
        inputMode="numeric"
        autoComplete="off"
        hint={`${masked ? `现登记 ${masked}` : '尚未登记'}；保存后人员登记同时更正，由群管理员按新号码办理`}
        required
      />
    </ActionForm>
  );
}
