'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Field, type FieldProps } from './field';
import { inputClass } from './input-class';
import { useInput } from './use-input';

type PasswordFieldProps = FieldProps & { autoComplete: 'current-password' | 'new-password' };

/** A password that can be shown; pasting and password managers work. */
export function PasswordField({ name, label, hint, required, autoComplete }: PasswordFieldProps) {
  const box = useInput(name);
  const [shown, setShown] = useState(false);
  const Glyph = shown ? EyeOff : Eye;
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <div className="relative">
          <input
            {...wiring}
            {...box}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            className={`input h-10 pr-11 ${inputClass}`}
          />
          <button
            type="button"
            aria-label={shown ? '隐藏输入内容' : '显示输入内容'}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 z-10 grid w-10 place-items-center text-muted"
          >
            <Glyph aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </Field>
  );
}
