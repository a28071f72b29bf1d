'use client';

import { useEffect, useRef } from 'react';
import { useOptions } from '@/components/form/use-options';
import { type Choice, type ListState, listHref } from '@/lib/core/paging';
import { Line } from './menu-lines';

type FilterPickerProps = {
  base: string;
  state: ListState;
  /** The list's filter key. */
  name: string;
  label: string;
  /** Answers `?q=` with `{ options }`. */
  source: string;
  chosen: readonly Choice[];
};

/** The choices of a filter that has too many to send with every page: asked for when its menu is opened, and as one types. */
export function FilterPicker({ base, state, name, label, source, chosen }: FilterPickerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { found, state: finding, look } = useOptions(source);
  useEffect(() => {
    const menu = frame.current?.closest('details');
    const opened = () => {
      if (menu?.open) look('');
    };
    menu?.addEventListener('toggle', opened);
    return () => menu?.removeEventListener('toggle', opened);
  });
  const picked = chosen.map(({ value }) => value);
  const others = found.filter(({ value }) => !picked.includes(value));
  const hrefWith = (values: string[]) =>
    listHref(base, state, { filters: { ...state.filters, [name]: values } });
  return (
    <div ref={frame} className="w-64 max-md:w-full">
      <input
        type="search"
        aria-label={`查找${label}`}
        placeholder="输入名称或拼音首字母"
        maxLength={50}
        onChange={(event) => look(event.target.value)}
        className="input mx-2 my-1 h-9 w-60 border-edge text-sm max-md:w-[calc(100%-1rem)] max-md:text-base"
      />
      <ul>
        {chosen.map(({ value, label: text }) => (
          <Line key={value} href={hrefWith(picked.filter((other) => other !== value))} text={text} on />
        ))}
        {others.map(({ value, label: text }) => (
          <Line key={value} href={hrefWith([...picked, value])} text={text} />
        ))}
      </ul>
      {others.length === 0 ? <p className="px-3 py-2 text-muted">{words[finding]}</p> : null}
    </div>
  );
}

const words = { idle: '', busy: '正在查找…', done: '没有找到其他选项', failed: '暂时查不到，请重试' };
