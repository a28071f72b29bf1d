'use client';

import { useFormContext } from 'react-hook-form';
import { Checkbox } from '@/components/form/choice-fields';
import { Field } from '@/components/form/field';
import { inputClass } from '@/components/form/input-class';
import { TextArea } from '@/components/form/text-field';
import { useInput } from '@/components/form/use-input';

/** 补登: it stands in the chats already; then since when, and why it is recorded so late if it is. */
export function PostedBefore({ days }: { days: number }) {
  const { watch } = useFormContext<{ posted: boolean }>();
  return (
    <div className="flex flex-col gap-3">
      <Checkbox name="posted" label="已在群里发过，现在补登" hint="勾选后不再下达群内发布的办理单" />
      {watch('posted') ? (
        <>
          <PostedAt />
          <TextArea
            name="lateReason"
            label="补登晚的原因"
            hint={`群里发布后超过 ${days} 个工作日才补登的，须填写`}
            rows={2}
          />
        </>
      ) : null}
    </div>
  );
}

function PostedAt() {
  const box = useInput('postedAt');
  return (
    <Field name="postedAt" label="在群里发布的时间" required>
      {(wiring) => (
        <input {...wiring} {...box} type="datetime-local" className={`input h-10 max-w-64 ${inputClass}`} />
      )}
    </Field>
  );
}
