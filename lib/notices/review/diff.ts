import { diffArrays } from 'diff';
import type { Severity } from '@/lib/screening/categories';
import { markedText } from '@/lib/screening/marks';
import type { AnsweredHit } from '@/lib/screening/notice';

/** A run of a text against an earlier one; what was removed stands where it stood. */
export interface Change {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });

const byWord = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment);
const byLine = (text: string): string[] => text.split(/(?<=\n)/);

/** Beyond so many differences a comparison by words costs more than it tells. */
const mostEdits = 1_000;

function compared(before: string, after: string, split: (text: string) => string[]): Change[] | null {
  const changes = diffArrays(split(before), split(after), { maxEditLength: mostEdits });
  if (!changes) return null;
  return changes.map(({ added, removed, value }) => ({ kind: kindOf(added, removed), text: value.join('') }));
}

function kindOf(added: boolean, removed: boolean): Change['kind'] {
  if (added) return 'added';
  return removed ? 'removed' : 'same';
}

/** A single sign that stayed between two changes is read as part of them: 「3 日」→「5 日」, not two changes around a space. */
const isCrumb = (change: Change | undefined): boolean =>
  change?.kind === 'same' && change.text.length === 1 && change.text !== '\n';

/** Neighbouring changes as one: first what was removed, then what came in its place. */
function gathered(changes: readonly Change[]): Change[] {
  const out: Change[] = [];
  let [removed, added] = ['', ''];
  const close = () => {
    if (removed) out.push({ kind: 'removed', text: removed });
    if (added) out.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  changes.forEach((change, index) => {
    const inside = isCrumb(change) && (removed || added) && (changes[index + 1]?.kind ?? 'same') !== 'same';
    if (change.kind === 'removed' || inside) removed += change.text;
    if (change.kind === 'added' || inside) added += change.text;
    if (change.kind !== 'same' || inside) return;
    close();
    out.push(change);
  });
  close();
  return out;
}

/**
 * What changed from one text to the other, by words as Chinese has them, by lines where almost everything did. Without the removed runs it
 * is the later text, without the added ones the earlier.
 */
export function changesBetween(before: string, after: string): Change[] {
  if (before === after) return after ? [{ kind: 'same', text: after }] : [];
  const changes = compared(before, after, byWord) ?? compared(before, after, byLine);
  return gathered(
    changes ?? [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ],
  );
}

/** How many places changed: a removal with what came in its place is one. */
export function changeCount(changes: readonly Change[]): number {
  return changes.filter(({ kind }, index) => kind !== 'same' && changes[index - 1]?.kind !== 'removed')
    .length;
}

/** A stretch of the later text, or a removed one: how it came there, and the heaviest hit it lies in. */
export interface ReviewedStretch extends Change {
  key: string;
  severity: Severity | null;
  /** Places in the list of hits that end here. */
  ends: number[];
}

/** The changes of a text with its hits marked; together what is not removed is the text. */
export function reviewedText(changes: readonly Change[], hits: readonly AnsweredHit[]): ReviewedStretch[] {
  let at = 0;
  return changes.flatMap((change, place): ReviewedStretch[] => {
    if (change.kind === 'removed') return [{ ...change, key: `${place}`, severity: null, ends: [] }];
    const [start, end] = [at, at + change.text.length];
    at = end;
    const inside = hits.filter((hit) => hit.start < end && hit.end > start);
    const clipped = inside.map((hit) => ({
      ...hit,
      start: Math.max(hit.start, start) - start,
      end: Math.min(hit.end, end) - start,
    }));
    return markedText(change.text, clipped).map(({ start: from, text, severity, ends }) => ({
      kind: change.kind,
      key: `${place}.${from}`,
      text,
      severity,
      // A hit that goes on in the stretch after this change has its number there.
      ends: ends.flatMap((index) => {
        const hit = inside[index];
        return hit && hit.end <= end ? [hits.indexOf(hit)] : [];
      }),
    }));
  });
}

/** Names that came and went between two lists. */
export function namesBetween(before: readonly string[], after: readonly string[]) {
  return {
    added: after.filter((name) => !before.includes(name)),
    removed: before.filter((name) => !after.includes(name)),
  };
}
