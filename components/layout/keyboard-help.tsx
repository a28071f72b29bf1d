'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { decideBy, focusSearch, listen, moveRow, tickRow } from './keys';

const deciding = [
  ['a', () => decideBy('a')],
  ['r', () => decideBy('r')],
] as const;

export type Shortcut = { key: string; href: string; label: string };

type KeyboardHelpProps = {
  shortcuts: Shortcut[];
  /** `a` and `r` decide; off unless somebody has switched it on for himself. */
  decisions: boolean;
};

/** Listens for the page's keys and explains them on `?`. */
export function KeyboardHelp({ shortcuts, decisions }: KeyboardHelpProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useEffect(
    () =>
      listen({
        plain: new Map([
          ['/', focusSearch],
          ['?', () => setOpen(true)],
          ['j', () => moveRow(1)],
          ['k', () => moveRow(-1)],
          ['x', tickRow],
          ...(decisions ? deciding : []),
        ]),
        afterG: new Map(shortcuts.map(({ key, href }) => [key, () => router.push(href)])),
      }),
    [router, shortcuts, decisions],
  );
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title="快捷键">
      <div className="gap-x-8 sm:columns-2">
        <Line keys={['/']} what="搜索" />
        <Line keys={['j']} what="下一行" />
        <Line keys={['k']} what="上一行" />
        <Line keys={['Enter']} what="打开所在行" />
        <Line keys={['x']} what="选中所在行" />
        <Line keys={['?']} what="查看快捷键" />
        {decisions ? (
          <>
            <Line keys={['a']} what="通过" />
            <Line keys={['r']} what="驳回、退回" />
          </>
        ) : null}
        {shortcuts.map((shortcut) => (
          <Line key={shortcut.href} keys={['g', shortcut.key]} what={`去${shortcut.label}`} />
        ))}
      </div>
    </Dialog>
  );
}

function Line({ keys, what }: { keys: string[]; what: string }) {
  return (
    <p className="flex break-inside-avoid items-center gap-1.5 pb-1.5">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      <span className="ml-auto text-muted">{what}</span>
    </p>
  );
}
