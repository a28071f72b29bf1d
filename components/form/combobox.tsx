'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useController } from 'react-hook-form';
import { useReady } from '@/components/ui/use-ready';
import { Field, type FieldProps } from './field';
import { inputClass } from './input-class';
import type { Option, OptionSource } from './option-finder';
import { useOptions } from './use-options';

type ComboboxProps = FieldProps & {
  /**
   * A fixed list (searched by label and `keywords`), or an address answering `?q=` with `{ options: Option[] }`,
   * or a function doing the same.
   */
  options: OptionSource;
  /** The option of the default value, so that its label can be shown. */
  initial?: Option;
  placeholder?: string;
};

/** Picks one of many by typing Chinese, pinyin or initials. The form's value is the option's value, '' when none. */
export function Combobox({ name, label, hint, required, options, initial, placeholder }: ComboboxProps) {
  const { field } = useController({ name });
  const [text, setText] = useState(initial?.label ?? '');
  // The value the text stands for. When the form's differs, the form was reset, and the text goes with it.
  const [meant, setMeant] = useState<string>(field.value);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const ready = useReady();
  const composing = useRef(false);
  const { found, state, look, forget } = useOptions(options);

  if (meant !== field.value) {
    setMeant(field.value);
    setText(field.value === initial?.value ? (initial?.label ?? '') : '');
  }
  function change(value: string): void {
    field.onChange(value);
    setMeant(value);
  }
  function pick(option: Option | undefined): void {
    change(option?.value ?? '');
    setText(option?.label ?? '');
    setOpen(false);
  }
  function type(value: string): void {
    setText(value);
    if (field.value) change('');
    show(value);
  }
  function show(value: string): void {
    setActive(0);
    setOpen(true);
    if (composing.current) forget();
    else look(value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (open) setActive((active + step + found.length) % Math.max(found.length, 1));
      else show('');
    } else if (event.key === 'Enter' && open) {
      // Nothing to take yet, or nothing found: the list stays open, and the form is not sent.
      event.preventDefault();
      if (found[active]) pick(found[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  }
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <div className="relative">
          <input
            {...wiring}
            ref={field.ref}
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
            autoComplete="off"
            placeholder={placeholder}
            value={text}
            readOnly={!ready}
            className={`input h-10 pr-10 ${inputClass}`}
            onChange={(event) => type(event.target.value)}
            onClick={() => show(field.value ? '' : text)}
            onKeyDown={onKeyDown}
            onCompositionStart={() => {
              composing.current = true;
            }}
            onCompositionEnd={(event) => {
              composing.current = false;
              show(event.currentTarget.value);
            }}
            onBlur={() => {
              const spelled = found.find((option) => option.label === text.trim());
              if (!field.value) pick(spelled);
              setOpen(false);
              field.onBlur();
            }}
          />
          {field.value ? <ClearButton onClear={() => pick(undefined)} /> : null}
          <div
            id={listId}
            role="listbox"
            aria-label="可选项"
            aria-busy={state === 'busy'}
            hidden={!open}
            className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-auto rounded-md border border-edge bg-base-100 py-1"
          >
            {found.map((option, index) => (
              <OptionRow
                key={option.value}
                id={`${listId}-${index}`}
                option={option}
                active={index === active}
                onPick={() => pick(option)}
              />
            ))}
            {found.length === 0 ? <p className="px-3 py-2 text-muted">{STATE_TEXT[state]}</p> : null}
          </div>
        </div>
      )}
    </Field>
  );
}

const STATE_TEXT = {
  idle: '请输入以查找',
  busy: '正在查找…',
  done: '没有找到',
  failed: '暂时查不到，请重试',
};

function ClearButton({ onClear }: { onClear: () => void }) {
  return (
    <button
      type="button"
      aria-label="清除所选"
      onClick={onClear}
      className="absolute inset-y-0 right-0 z-10 grid w-10 place-items-center text-muted"
    >
      <X aria-hidden className="size-4" />
    </button>
  );
}

type OptionRowProps = { id: string; option: Option; active: boolean; onPick: () => void };

/** Leaves the focus in the input: losing it would close the list before the click arrives. */
function OptionRow({ id, option, active, onPick }: OptionRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; the option is never focused
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      ref={active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={`flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1 hover:bg-soft ${active ? 'bg-info-soft' : ''}`}
    >
      <span>{option.label}</span>
      {option.hint ? <span className="text-muted text-xs">{option.hint}</span> : null}
    </div>
  );
}
