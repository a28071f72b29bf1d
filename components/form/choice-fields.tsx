'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Choice } from '@/lib/core/paging';
import { Field, FieldNotes, type FieldProps, LabelText, useFieldError } from './field';
import { inputClass } from './input-class';
import { useInput } from './use-input';

type ChoiceProps = FieldProps & { choices: readonly (Choice & { hint?: string })[] };

/** One of a few, folded away. `placeholder` is the empty choice; without it the first is taken. */
export function Select({
  name,
  label,
  hint,
  required,
  choices,
  placeholder,
}: ChoiceProps & { placeholder?: string }) {
  const box = useInput(name);
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <select {...wiring} {...box} className={`select h-10 ${inputClass}`}>
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, all in sight. */
export function RadioGroup(props: ChoiceProps) {
  return <ChoiceSet {...props} type="radio" />;
}

/** Any of a few; the value is an array. */
export function CheckboxGroup(props: ChoiceProps) {
  return <ChoiceSet {...props} type="checkbox" />;
}

/** Joins a choice to the form around it. One of several that was taken before the page's JavaScript ran is kept, which the form library would undo. */
function useChoice(name: string) {
  const { register, setValue } = useFormContext();
  const looked = useRef(false);
  const early = useRef<string>(undefined);
  useEffect(() => {
    if (early.current !== undefined) setValue(name, early.current);
  }, [name, setValue]);
  const { ref, ...wiring } = register(name);
  function attach(box: HTMLInputElement | null): void {
    if (box?.type === 'radio' && !looked.current) {
      // Before the first of them is joined: that puts the default back in all.
      looked.current = true;
      const taken = box.closest('fieldset')?.querySelector<HTMLInputElement>('input:checked');
      if (taken && !taken.defaultChecked) early.current = taken.value;
    }
    ref(box);
  }
  return { ...wiring, ref: attach };
}

function ChoiceSet({
  name,
  label,
  hint,
  required = false,
  choices,
  type,
}: ChoiceProps & { type: 'radio' | 'checkbox' }) {
  const { getValues } = useFormContext();
  const [initial] = useState<unknown>(() => getValues(name));
  const id = useId();
  const error = useFieldError(name);
  const wiring = useChoice(name);
  return (
    <fieldset aria-describedby={`${id}-hint ${id}-error`} className="min-w-0">
      <legend className="mb-1 font-medium">
        <LabelText required={required}>{label}</LabelText>
      </legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {choices.map((choice) => (
          <label key={choice.value} className="flex min-h-8 items-center gap-2">
            <input
              {...wiring}
              type={type}
              defaultChecked={
                Array.isArray(initial) ? initial.includes(choice.value) : initial === choice.value
              }
              value={choice.value}
              aria-invalid={error !== undefined}
              className={type === 'radio' ? 'radio radio-primary size-5' : 'checkbox checkbox-primary size-5'}
            />
            <span>
              {choice.label}
              {choice.hint ? <span className="ml-1 text-muted text-xs">{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  );
}

/** Yes or no. */
export function Checkbox({ name, label, hint }: FieldProps) {
  const { register, getValues } = useFormContext();
  const [initial] = useState<unknown>(() => getValues(name));
  const id = useId();
  const error = useFieldError(name);
  return (
    <div>
      <label className="flex min-h-8 items-center gap-2">
        <input
          {...register(name)}
          type="checkbox"
          defaultChecked={initial === true}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          className="checkbox checkbox-primary size-5"
        />
        {label}
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
