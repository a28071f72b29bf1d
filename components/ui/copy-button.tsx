'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { buttonClass } from './button';

type CopyButtonProps = { text: string; label?: string; subject?: string; framed?: boolean };

/** Copies `text`; says 已复制 until the pointer leaves or the button loses focus. `subject` names it for readers. */
export function CopyButton({ text, label = '复制', subject, framed = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const Glyph = copied ? Check : Copy;
  const forget = () => setCopied(false);
  return (
    <button
      type="button"
      className={`${buttonClass(framed ? 'plain' : 'quiet', 'small')} ${framed ? '' : '-my-1.5'}`}
      aria-label={copied ? undefined : `${label}${subject ? ` ${subject}` : ''}`}
      onClick={async () => setCopied(await copyText(text))}
      onBlur={forget}
      onPointerLeave={forget}
    >
      <Glyph aria-hidden className="size-3.5" />
      {/* As wide as the wider of both: what lies beside must not move under the next tap, which takes the focus and brings the label back. */}
      <span className="grid min-w-[3em] *:col-start-1 *:row-start-1">
        <span aria-live="polite">{copied ? '已复制' : label}</span>
        {copied ? (
          <span aria-hidden className="invisible">
            {label}
          </span>
        ) : null}
      </span>
    </button>
  );
}

/** The clipboard API exists only on https and localhost; offices also run on plain http. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Permission refused: the selection way below asks for none.
    }
  }
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.className = 'sr-only';
  document.body.append(holder);
  holder.select();
  const done = document.execCommand('copy');
  holder.remove();
  return done;
}
