import { CopyButton } from '@/components/ui/copy-button';

/** Of a post that is not in the chat yet: the emergency is over, and how it ended, to be posted after the text. */
export function OrderOutcome({ outcome, copied }: { outcome: string | undefined; copied: boolean }) {
  if (!outcome) return null;
  return (
    <div className="mt-2 rounded border border-base-300 bg-success-soft px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="font-medium text-success-ink">该突发事件已处置完毕</p>
        {copied ? <CopyButton text={outcome} label="复制处置结果" framed /> : null}
      </div>
      {copied ? <p className="mt-1">发出全文后，请接着把下面的处置结果发到群里。</p> : null}
      <p className="mt-1 whitespace-pre-wrap break-words">{outcome}</p>
    </div>
  );
}
