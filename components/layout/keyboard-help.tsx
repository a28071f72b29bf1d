'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { closeMenus, focusSearch, isTyping, moveRow, openClickedRow, tickRow } from './keys';

export type Shortcut = { key: string; href: string; label: string };

const GO_MS = 1500;

/** Listens for the page's keys and explains them on `?`. */
export function KeyboardHelp({ shortcuts }: { shortcuts: Shortcut[] }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let going = 0;
    const plain = new Map<string, () => void>([
      ['/', focusSearch],
      ['?', () => setOpen(true)],
      ['j', () => moveRow(1)],
      ['k', () => moveRow(-1)],
      ['x', tickRow],
    ]);
    const goals = new Map(shortcuts.map(({ key, href }) => [key, () => router.push(href)]));
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Escape') closeMenus();
      if (isTyping(event)) return;
      const goal = Date.now() - going < GO_MS ? goals.get(event.key) : undefined;
      going = event.key === 'g' ? Date.now() : 0;
      const act = goal ?? plain.get(event.key);
      if (!act) return;
      event.preventDefault();
      act();
    }
    function onClick(event: MouseEvent): void {
      closeMenus(event.target);
      openClickedRow(event);
    }
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [router, shortcuts]);
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title="快捷键">
      <div className="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        <Line keys={['/']} what="搜索" />
        <Line keys={['j']} what="下一行" />
        <Line keys={['k']} what="上一行" />
        <Line keys={['Enter']} what="打开所在行" />
        <Line keys={['x']} what="选中所在行" />
        <Line keys={['?']} what="查看快捷键" />
        {shortcuts.map((shortcut) => (
          <Line key={shortcut.href} keys={['g', shortcut.key]} what={`去${shortcut.label}`} />
        ))}
      </div>
    </Dialog>
  );
}

function Line({ keys, what }: { keys: string[]; what: string }) {
  return (
    <p className="flex items-center gap-1.5">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      <span className="ml-auto text-muted">{what}</span>
    </p>
  );
}
