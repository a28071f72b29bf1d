import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { type NoticeHit, type NoticeText, type NoticeThing, placeOf } from '@/lib/screening/notice';
import { SeverityBadge } from './severity-badge';

/** Places that are named one by one. */
const mostPlaces = 5;

/** Long stretches are told by how they begin. */
const shownLetters = 60;

type FoundThingProps = {
  thing: NoticeThing;
  text: NoticeText;
  number: number;
  /** Shows a place in the text; only while the places are those of the text. */
  onShow?: ((hit: NoticeHit) => void) | undefined;
  /** The author's reason, or the field for it. */
  children?: ReactNode;
};

/** One thing found in a notice: what, how much it weighs, where, why, by which clause. */
export function FoundThing({ thing, text, number, onShow, children }: FoundThingProps) {
  const { hit, places } = thing;
  const { found, severity, explanation, clauses } = hit;
  const shown = found.replace(/\s+/g, ' ').slice(0, shownLetters);
  return (
    <li className="flex flex-col gap-1 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-muted tabular-nums">{number}.</span>
        <SeverityBadge severity={severity} />
        <strong className="break-all font-medium">{shown.length < found.length ? `${shown}…` : shown}</strong>
        {places.slice(0, mostPlaces).map((place) => (
          <Place key={`${place.field}${place.file}-${place.start}`} hit={place} text={text} onShow={onShow} />
        ))}
        {places.length > mostPlaces ? <span className="text-muted">等 {places.length} 处</span> : null}
      </p>
      <p>
        {explanation}
        <span className="text-muted text-xs">（制度 {clauses.join('、')}）</span>
      </p>
      {children}
    </li>
  );
}

type PlaceProps = Pick<FoundThingProps, 'text' | 'onShow'> & { hit: NoticeHit };

function Place({ hit, text, onShow }: PlaceProps) {
  const where = placeOf(hit, text);
  if (!onShow || hit.field === 'file') return <span className="text-muted">{where}</span>;
  return (
    <Button kind="quiet" size="small" onClick={() => onShow(hit)}>
      {where}
    </Button>
  );
}
