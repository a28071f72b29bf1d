'use client';

import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { MatchedReply } from '@/lib/notices/receipts/queries/match';
import { countedReplies, notHim, type Picks } from './picks';

interface ReplyTableProps {
  preview: { rows: MatchedReply[]; skipped: string[] };
  picks: Picks;
  onPick: (row: number, personId: string) => void;
}

/** Each pasted answer with whom it is from; what is not clear is chosen here. */
export function ReplyTable({ preview: { rows, skipped }, picks, onPick }: ReplyTableProps) {
  const counted = countedReplies(rows, picks);
  return (
    <>
      <ul
        aria-label="核对结果"
        className="max-h-96 divide-y divide-base-300 overflow-auto border-base-300 border-y"
      >
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place in what was pasted
          <li key={place} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="w-6 shrink-0 text-right text-muted text-xs tabular-nums">{place + 1}</span>
            <span className="min-w-24 flex-1 break-words">
              {row.name}
              {row.reply ? <span className="ml-2 text-muted">{row.reply}</span> : null}
            </span>
            <Person
              row={row}
              counted={counted[place] ?? row}
              pick={picks[place]}
              onPick={(said) => onPick(place, said)}
            />
          </li>
        ))}
      </ul>
      {skipped.length ? (
        <p className="text-muted text-xs">
          未识别出人员的 {skipped.length} 行：{skipped.slice(0, 5).join('；')}
          {skipped.length > 5 ? '……' : ''}
        </p>
      ) : null}
    </>
  );
}

interface PersonProps {
  row: MatchedReply;
  pick: string | undefined;
  onPick: (said: string) => void;
}

function Person({ row, counted, pick, onPick }: PersonProps & { counted: MatchedReply }) {
  const { person } = row;
  const { above, below } = counted;
  if (!person) return <Candidates row={row} pick={pick} onPick={onPick} />;
  const who = `${person.unit}${person.name}`;
  if (person.answered) return <Badge>{`${who} 已确认`}</Badge>;
  if (below !== null) return <Badge>{`${who}，以第 ${below + 1} 行为准`}</Badge>;
  return (
    <>
      {row.doubtful ? <Decision row={row} person={person} pick={pick} onPick={onPick} /> : null}
      {pick === notHim ? (
        <Badge>{`不是${who}，不登记`}</Badge>
      ) : (
        <Badge tone={row.doubtful ? 'warning' : 'success'}>
          {above === null ? who : `${who}，与上面第 ${above + 1} 行是同一人`}
        </Badge>
      )}
      {row.doubtful ? null : <Denial row={row} pick={pick} onPick={onPick} />}
    </>
  );
}

/** 不是此人: the name stands for somebody else, whom the notice is not for. */
function Denial({ row, pick, onPick }: PersonProps) {
  const denied = pick === notHim;
  return (
    <Button
      kind="quiet"
      size="small"
      className="max-md:h-10"
      aria-label={denied ? `撤销「${row.name}」不是此人` : `「${row.name}」不是此人`}
      onClick={() => onPick(denied ? '' : notHim)}
    >
      {denied ? '撤销' : '不是此人'}
    </Button>
  );
}

const selectClass = 'select h-8 w-40 border-edge text-sm max-md:h-10';

/** Said in other words than 收到: whether he knows of it. */
function Decision({
  row,
  person,
  pick,
  onPick,
}: PersonProps & { person: NonNullable<MatchedReply['person']> }) {
  return (
    <select
      aria-label={`「${row.name}」是否已知悉`}
      value={pick ?? ''}
      onChange={(event) => onPick(event.target.value)}
      className={selectClass}
    >
      <option value="">未知悉，不登记</option>
      <option value={person.personId}>登记为已知悉</option>
      <option value={notHim}>不是此人</option>
    </select>
  );
}

function Candidates({ row, pick, onPick }: PersonProps) {
  if (!row.candidates.length) return <Badge tone="warning">发送对象中没有这个姓名</Badge>;
  return (
    <>
      {row.doubtful ? <Badge tone="warning">可能未知悉</Badge> : null}
      <select
        aria-label={`「${row.name}」是谁`}
        value={pick ?? ''}
        onChange={(event) => onPick(event.target.value)}
        className={selectClass}
      >
        <option value="">{row.doubtful ? '不登记' : '请选择'}</option>
        {row.candidates.map(({ personId, unit, name, answered }) => (
          <option key={personId} value={personId} disabled={answered}>
            {`${unit}${name}${answered ? '（已确认）' : ''}`}
          </option>
        ))}
      </select>
    </>
  );
}
