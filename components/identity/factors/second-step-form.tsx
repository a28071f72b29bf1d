'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { Button } from '@/components/ui/button';
import { enterCode } from '@/lib/identity/factors/actions';
import { secondStepInput } from '@/lib/identity/factors/input';
import { AnyCodeField, CodeField } from './code-field';

/** A full load after signing in, as after the password: nothing of what the browser kept from before may show. */
export function SecondStepForm({ next }: { next: string }) {
  const [recovery, setRecovery] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <ActionForm
        key={String(recovery)}
        schema={secondStepInput}
        defaults={{ code: '' }}
        action={enterCode}
        submit="登录"
        onSuccess={() => location.assign(next)}
      >
        {recovery ? (
          <AnyCodeField
            label="恢复码"
            hint="设置动态口令时打印或保存的 10 个恢复码，任选一个没用过的，如 K7QM-4XWP-9TRD"
            autoFocus
          />
        ) : (
          <CodeField label="动态口令" hint="打开手机上的身份验证器，输入「群序」下的 6 位数字" autoFocus />
        )}
      </ActionForm>
      <div className="flex flex-wrap gap-2 border-base-300 border-t pt-3">
        <Button kind="quiet" size="small" className="-ml-2.5" onClick={() => setRecovery(!recovery)}>
          {recovery ? '改用手机上的动态口令' : '手机不在身边？用恢复码'}
        </Button>
        <a href="/login" className="self-center px-2.5 text-link hover:underline">
          返回重新登录
        </a>
      </div>
    </div>
  );
}
