'use client';

import { type ComponentProps, useState } from 'react';
import { inputClass } from './input-class';

type NativeProps = Omit<ComponentProps<'input'>, 'type' | 'className' | 'onChange' | 'multiple'>;

/**
 * Takes one file. The browser's own control speaks the browser's language, so it lies unseen above words of ours: it keeps keyboard,
 * dropping and the field's name.
 */
export function FileInput({ onChoose, ...native }: NativeProps & { onChoose: (file?: File) => void }) {
  const [name, setName] = useState<string>();
  return (
    <span
      className={`relative flex h-10 items-center gap-3 rounded-md border pl-1 focus-within:outline-2 focus-within:outline-primary has-aria-invalid:border-danger ${inputClass}`}
    >
      <input
        {...native}
        type="file"
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        onChange={(event) => {
          const file = event.target.files?.[0];
          setName(file?.name);
          onChoose(file);
        }}
      />
      <span aria-hidden className="flex h-8 shrink-0 items-center rounded bg-soft px-3">
        选择文件
      </span>
      <span aria-hidden className={`truncate pr-3 ${name ? '' : 'text-muted'}`}>
        {name ?? '未选择文件'}
      </span>
    </span>
  );
}
