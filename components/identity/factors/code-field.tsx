import { TextField } from '@/components/form/text-field';

type CodeFieldProps = { label: string; hint?: string; autoFocus?: boolean };

/** Six digits from the telephone: its number pad comes up, and what it offers to fill in or to paste is taken. */
export function CodeField({ label, hint, autoFocus }: CodeFieldProps) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      required
      autoFocus={autoFocus}
      autoComplete="one-time-code"
      inputMode="numeric"
      placeholder="6 位数字"
      spellCheck={false}
    />
  );
}

/** A code where a recovery code is as good: letters have to be typed too. */
export function AnyCodeField({ label, hint, autoFocus }: CodeFieldProps) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      required
      autoFocus={autoFocus}
      autoComplete="one-time-code"
      spellCheck={false}
    />
  );
}
