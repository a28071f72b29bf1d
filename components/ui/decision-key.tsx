import { Kbd } from './kbd';

/** `a` approves, `r` returns or rejects. */
export type DecisionKey = 'a' | 'r';

/** The key on a decision's button; seen only by those who have switched single-key decisions on. */
export function DecisionKeyHint({ of }: { of: DecisionKey }) {
  return (
    <span aria-hidden className="hidden md:group-data-single-key/shell:inline">
      <Kbd>{of}</Kbd>
    </span>
  );
}
