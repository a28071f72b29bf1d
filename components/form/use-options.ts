'use client';

import { useEffect, useRef, useState } from 'react';

export type Option = {
  value: string;
  label: string;
  /** Grey words after the label: unit, duty. */
  hint?: string;
  /** More to find it by in a fixed list: pinyin, initials. */
  keywords?: string;
};

export type OptionSource = readonly Option[] | string | ((q: string) => Promise<Option[]>);

const PAUSE_MS = 200;
const MOST_SHOWN = 50;

/** Looks options up as somebody types; an answer that comes after a newer question is dropped. */
export function useOptions(source: OptionSource) {
  const [found, setFound] = useState<Option[]>([]);
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const question = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function ask(q: string): Promise<void> {
    question.current += 1;
    const mine = question.current;
    setState('busy');
    try {
      const options = await lookUp(source, q);
      if (mine !== question.current) return;
      setFound(options.slice(0, MOST_SHOWN));
      setState('done');
    } catch {
      if (mine !== question.current) return;
      setFound([]);
      setState('failed');
    }
  }
  function look(q: string): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(q.trim()), typeof source === 'object' ? 0 : PAUSE_MS);
  }
  return { found, state, look };
}

async function lookUp(source: OptionSource, q: string): Promise<readonly Option[]> {
  if (typeof source === 'function') return source(q);
  if (typeof source !== 'string') return source.filter((option) => matches(option, q.toLowerCase()));
  const reply = await fetch(`${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`);
  if (!reply.ok) throw new Error(`options: ${reply.status}`);
  const { options }: { options: Option[] } = await reply.json();
  return options;
}

function matches({ label, hint, keywords }: Option, q: string): boolean {
  return [label, hint, keywords].some((text) => text?.toLowerCase().includes(q));
}
