'use client';

import { useState } from 'react';
import { ActionButton } from '@/components/form/action-button';
import { CopyButton } from '@/components/ui/copy-button';
import { revealOrderPhoneAction } from '@/lib/groups/handling/actions';

interface PhoneNumberProps {
  orderId: string;
  masked: string;
  mayReveal: boolean;
}

/** Masked until asked for; then shown here, once, and nowhere kept. */
export function PhoneNumber({ orderId, masked, mayReveal }: PhoneNumberProps) {
  const [phone, setPhone] = useState<string>();
  if (phone)
    return (
      <span className="flex flex-wrap items-center gap-2 tabular-nums">
        {phone}
        <CopyButton text={phone} subject="手机号" />
        <span className="text-muted text-xs">查看已记入审计日志；离开本页后不再显示</span>
      </span>
    );
  return (
    <span className="flex flex-wrap items-center gap-2 tabular-nums">
      {masked}
      {mayReveal ? (
        <ActionButton
          action={revealOrderPhoneAction}
          input={{ id: orderId }}
          label="显示手机号"
          kind="quiet"
          size="small"
          confirm="手机号每件办理单只显示一次，并记入审计日志。"
          onSuccess={(value) => setPhone(value.phone)}
        />
      ) : null}
    </span>
  );
}
