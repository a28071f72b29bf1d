'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import type { Option } from '@/components/form/option-finder';
import { useOptions } from '@/components/form/use-options';
import { useReady } from '@/components/ui/use-ready';

type PickBoxProps = {
  label: string;
  /** An address answering `?q=` with `{ options: Option[] }`. */
  source: string;
  placeholder: string;
  hint?: string;
  required?: boolean;
  onPick: (option: Option) => void;
  /** Enter after several words: what they name is looked for at once. */
  onSeveral?: (words: string[]) => void;
};

const separators = /[、，,；;\s]+/;
const stateText = { idle: '请输入以查找', busy: '正在查找…', done: '没有找到', failed: '暂时查不到，请重试' };

/** Picks one after another by typing Chinese, pinyin or initials; what was picked is shown by whoever is told. */
export function PickBox({ label, source, placeholder, hint, required, onPick, onSeveral }: PickBoxProps) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const composing = useRef(false);
  const id = useId();
  const ready = useReady();
  const { found, state, look, forget } = useOptions(source);
  const words = text.split(separators).filter(Boolean);
  const several = onSeveral !== undefined && words.length > 1;

  function show(value: string): void {
    setText(value);
    setActive(0);
    setOpen(true);
    if (composing.current) forget();
    else look(value);
  }
  function pick(option: Option): void {
    onPick(option);
    setText('');
    setOpen(false);
    forget();
  }
  function enter(): void {
    const option = found[active];
    if (several) {
      onSeveral(words);
      setText('');
      setOpen(false);
    } else if (option) pick(option);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (open) setActive((active + step + found.length) % Math.max(found.length, 1));
      else show(text);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open) enter();
    } else if (event.key === 'Escape') setOpen(false);
  }
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        <span className={required ? "after:ml-0.5 after:text-error-ink after:content-['*'_/_'']" : ''}>
          {label}
        </span>
      </label>
      <div className="relative">
        <input
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          readOnly={!ready}
          className={`input h-10 ${inputClass}`}
          onChange={(event) => show(event.target.value)}
          onClick={() => show(text)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            show(event.currentTarget.value);
          }}
          onBlur={() => setOpen(false)}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="可选项"
          aria-busy={state === 'busy'}
          hidden={!open}
          className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-auto rounded-md border border-edge bg-base-100 py-1"
        >
          {several ? (
            <p className="px-3 py-2 text-muted">按回车，一次加入这 {words.length} 个</p>
          ) : (
            found.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; the option is never focused
              <div
                key={option.value}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                tabIndex={-1}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(option)}
                className={`flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1 hover:bg-soft ${index === active ? 'bg-info-soft' : ''}`}
              >
                <span>{option.label}</span>
                {option.hint ? <span className="text-muted text-xs">{option.hint}</span> : null}
              </div>
            ))
          )}
          {found.length === 0 && !several ? <p className="px-3 py-2 text-muted">{stateText[state]}</p> : null}
        </div>
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
