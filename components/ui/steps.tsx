import { Check, X } from 'lucide-react';

export type Step = {
  label: string;
  state: 'done' | 'current' | 'waiting' | 'stopped';
  /** Who, when or until when; one short line. */
  note?: string;
};

const DOT = {
  done: 'border-success bg-success text-success-content',
  current: 'border-primary bg-primary text-primary-content',
  waiting: 'border-edge bg-base-100 text-muted',
  stopped: 'border-danger bg-danger text-white',
};
const WORD = { done: '已完成', current: '进行中', waiting: '未开始', stopped: '未完成' };

/** Where a thing stands, as a row of steps; a column on a phone. */
export function Steps({ items, label = '办理进度' }: { items: Step[]; label?: string }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-3 md:flex-row md:gap-0">
      {items.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="flex min-w-0 flex-1 items-start gap-2.5 md:pr-3"
        >
          <Dot step={step} index={index} />
          <span className="min-w-0">
            <span className={`block leading-6 ${step.state === 'waiting' ? 'text-muted' : 'font-medium'}`}>
              {step.label}
              <span className="sr-only">（{WORD[step.state]}）</span>
            </span>
            {step.note ? <span className="block text-muted text-xs">{step.note}</span> : null}
          </span>
          {index < items.length - 1 ? (
            <span aria-hidden className="mt-3 hidden min-w-4 flex-1 border-base-300 border-t md:block" />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Dot({ step, index }: { step: Step; index: number }) {
  return (
    <span
      aria-hidden
      className={`grid size-6 shrink-0 place-items-center rounded-full border text-xs ${DOT[step.state]}`}
    >
      {step.state === 'done' ? <Check className="size-3.5" /> : null}
      {step.state === 'stopped' ? <X className="size-3.5" /> : null}
      {step.state === 'current' || step.state === 'waiting' ? index + 1 : null}
    </span>
  );
}
