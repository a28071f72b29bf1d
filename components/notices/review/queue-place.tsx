import { TextLink } from '@/components/ui/button';
import type { ReviewDetail } from '@/lib/notices/review/queries/detail';
import type { QueuePlace } from '@/lib/notices/review/queries/queue';
import { QueueSteps } from './queue-steps';

/** Which clauses it is reviewed under, its place in the queue, and the way to its neighbours, and to the notice unless it is its author's alone. */
export function QueuePlaceLine({ notice, place }: { notice: ReviewDetail; place: QueuePlace }) {
  const clauses = notice.major ? '制度 3.4.1、3.4.2' : '制度 3.4.2';
  const counted = place.place ? `第 ${place.place} 件，共 ${place.total} 件` : '';
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <span>{[clauses, counted].filter(Boolean).join(' · ')}</span>
      {notice.status === 'draft' ? (
        <span>信息 {notice.number}</span>
      ) : (
        <TextLink href={`/notices/${notice.id}`}>信息 {notice.number}</TextLink>
      )}
      <QueueSteps previous={place.previous} next={place.next} />
    </span>
  );
}
