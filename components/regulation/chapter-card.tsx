import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { Clause } from '@/lib/regulation/clauses';
import type { ChapterShown } from '@/lib/regulation/rules';

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八'];

function ClauseItem({ clause, thresholds }: { clause: Clause; thresholds: readonly string[] }) {
  return (
    <li
      id={`c${clause.id}`}
      className="grid gap-x-6 gap-y-1 border-base-300 border-b px-4 py-3 last:border-b-0 md:grid-cols-[9rem_1fr_1fr_4.5rem]"
    >
      <h3 className="font-medium">
        <span className="mr-2 text-muted tabular-nums">{clause.id}</span>
        {clause.title}
      </h3>
      <p>{clause.text}</p>
      <div className="text-muted">
        <p>{clause.enforcedBy}</p>
        {thresholds.map((threshold) => (
          <p key={threshold} className="text-base-content">
            {threshold}
          </p>
        ))}
      </div>
      <p className="md:text-right">
        {clause.enabled ? <Badge tone="success">已启用</Badge> : <Badge>未启用</Badge>}
      </p>
    </li>
  );
}

type ChapterCardProps = { chapter: ChapterShown; thresholds: Readonly<Record<string, readonly string[]>> };

/** A chapter with its clauses: what each asks for, how the product holds people to it, the thresholds in force. */
export function ChapterCard({ chapter, thresholds }: ChapterCardProps) {
  return (
    <Card
      title={`第${numerals[chapter.number]}章 ${chapter.title}`}
      hint={`${chapter.clauses.length} 条`}
      padded={false}
    >
      <ul>
        {chapter.clauses.map((clause) => (
          <ClauseItem
            key={clause.id}
            clause={clause}
            thresholds={clause.enabled ? (thresholds[clause.id] ?? []) : []}
          />
        ))}
      </ul>
    </Card>
  );
}
