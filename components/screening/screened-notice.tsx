import { type AnsweredHit, type NoticeText, thingsOf } from '@/lib/screening/notice';
import { FoundThing } from './found-thing';
import { MarkedText } from './marked-text';

type ScreenedNoticeProps = {
  text: NoticeText;
  /** Those of this very text, as its revision keeps them. */
  hits: readonly AnsweredHit[];
};

/** A notice as its reviewer reads it: hits marked in the text, and below it each with the author's reason. Title only when something is in it. */
export function ScreenedNotice({ text, hits }: ScreenedNoticeProps) {
  const things = thingsOf(hits);
  const numberOf = (hit: AnsweredHit) => things.findIndex(({ places }) => places.includes(hit)) + 1;
  const marked = (field: 'title' | 'body') => {
    const found = hits.filter((hit) => hit.field === field);
    return <MarkedText text={text[field]} hits={found} numbers={found.map(numberOf)} />;
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {hits.some(({ field }) => field === 'title') ? (
        <div className="font-medium">{marked('title')}</div>
      ) : null}
      {marked('body')}
      {things.length ? (
        <ol aria-label="筛查结果" className="divide-y divide-base-300 border-base-300 border-t">
          {things.map((thing, index) => (
            <FoundThing
              key={`${thing.hit.severity}${thing.hit.key}`}
              thing={thing}
              text={text}
              number={index + 1}
            >
              {thing.hit.severity === 'warn' ? <GivenReason reason={thing.hit.answer} /> : null}
            </FoundThing>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

function GivenReason({ reason }: { reason: string }) {
  if (!reason) return <p className="text-warning-ink">作者未说明理由</p>;
  return <p>作者说明：{reason}</p>;
}
