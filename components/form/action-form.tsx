'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Fragment, type ReactNode, useState } from 'react';
import { type DefaultValues, type FieldValues, FormProvider, type Path, useForm } from 'react-hook-form';
import { v4 as uuid } from 'uuid';
import type * as z from 'zod';
import type { Refusal } from '@/lib/core/errors';
import { plainMessage } from '@/lib/core/messages';
import { RefusalNotice } from './refusal-notice';
import type { Action } from './run-action';
import { SubmitButton } from './submit-button';
import { type AfterSuccess, useAction } from './use-action';

type ActionFormProps<Input extends FieldValues, Value> = AfterSuccess<Value> & {
  /** The object schema the action itself uses. */
  schema: z.ZodType<unknown, Input>;
  defaults: DefaultValues<Input>;
  action: Action<Input, Value>;
  /** Words on the button. */
  submit: string;
  /** Beside the button: a way back, a second button. */
  aside?: ReactNode;
  /** After success: keep what was typed (editing), or clear it for the next one. */
  then?: 'keep' | 'clear';
  children: ReactNode;
};

/**
 * A form around one action. The same schema checks in the browser and on the server; what was typed stays whatever
 * happens, also what was typed while it was sent; a schema with `submissionId` gets one per filling-in, so that a retry cannot do the thing twice.
 */
export function ActionForm<Input extends FieldValues, Value>(props: ActionFormProps<Input, Value>) {
  const { schema, defaults, action, submit, aside, then = 'keep', children } = props;
  const [refusal, setRefusal] = useState<Refusal>();
  const form = useForm<Input>({
    defaultValues: withSubmissionId<Input>(schema, defaults),
    resolver: zodResolver(schema, { error: plainMessage }, { raw: true }),
  });
  const { run, pending } = useAction(action, props);
  // The next filling-in has fields of its own: nothing they keep beside the form's values stays from the last.
  const [filling, setFilling] = useState(0);

  const send = form.handleSubmit(async (input) => {
    setRefusal(undefined);
    const sent = JSON.stringify(form.getValues());
    const outcome = await run(input);
    if (!outcome) return;
    if (!outcome.ok) return show(outcome.refusal);
    const kept = input as DefaultValues<Input>;
    // Whoever has written on while it was sent keeps all of it, and sends that as something new.
    const further = JSON.stringify(form.getValues()) !== sent;
    const next = further ? (form.getValues() as DefaultValues<Input>) : kept;
    const clears = then === 'clear' && !further;
    form.reset(withSubmissionId<Input>(schema, clears ? defaults : next));
    if (clears) setFilling((before) => before + 1);
  });
  function show(refused: Refusal): void {
    const marked = Object.entries(refused.fields ?? {});
    const allInSight = marked.length > 0 && marked.every(([name]) => form.control._names.mount.has(name));
    // What a field says itself is not said again below it.
    setRefusal(allInSight ? { ...refused, message: '请检查标出的内容' } : refused);
    for (const [index, [name, message]] of marked.entries()) {
      form.setError(name as Path<Input>, { message }, { shouldFocus: index === 0 });
    }
  }
  return (
    <FormProvider {...form}>
      <form method="post" noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
        <Fragment key={filling}>{children}</Fragment>
        {refusal ? <RefusalNotice refusal={refusal} /> : null}
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton pending={pending}>{submit}</SubmitButton>
          {aside}
        </div>
      </form>
    </FormProvider>
  );
}

/** A schema that knows `submissionId` gets a fresh one. */
function withSubmissionId<Input extends FieldValues>(
  schema: z.ZodType<unknown, Input>,
  values: DefaultValues<Input>,
): DefaultValues<Input> {
  const shape = 'shape' in schema ? schema.shape : undefined;
  const known = typeof shape === 'object' && shape !== null && 'submissionId' in shape;
  return known ? { ...values, submissionId: uuid() } : values;
}
