'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { FormGroup } from '@/lib/groups/joining/queries/form';
import type { JoinRow, RowCheck } from '@/lib/groups/joining/rules/rows';
import { RowLine } from './row-line';

const pageSize = 50;

type Show = 'all' | 'wrong' | 'unsure';

interface Line {
  row: JoinRow;
  check: RowCheck | undefined;
  /** From 1, as rows name each other. */
  place: number;
}

type RowTableProps = {
  rows: readonly JoinRow[];
  checks: readonly (RowCheck | undefined)[];
  groups: readonly FormGroup[];
  onChange: (key: string, part: Partial<JoinRow>) => void;
  onRemove: (key: string) => void;
};

/** Everybody of the list with what he comes to, a page at a time; those with something to mend can be shown alone. */
export function RowTable({ rows, checks, groups, onChange, onRemove }: RowTableProps) {
  const [show, setShow] = useState<Show>('all');
  const [page, setPage] = useState(0);
  const lines: Line[] = rows.map((row, i) => ({ row, check: checks[i], place: i + 1 }));
  const count = (state: Show) => lines.filter(({ check }) => check?.state === state).length;
  const counts = { all: lines.length, wrong: count('wrong'), unsure: count('unsure') };
  const shown =
    show === 'all' || counts[show] === 0 ? lines : lines.filter(({ check }) => check?.state === show);
  const last = Math.max(Math.ceil(shown.length / pageSize) - 1, 0);
  const at = Math.min(page, last);
  const choose = (next: Show) => {
    setShow(next);
    setPage(0);
  };
  return (
    <div className="rounded-lg border border-base-300 bg-base-100">
      <div className="flex flex-wrap items-center gap-2 border-base-300 border-b px-4 py-2.5">
        <h2 className="mr-2 font-medium text-base">核对结果</h2>
        {counts.wrong || counts.unsure ? (
          <ShowButtons show={counts[show] ? show : 'all'} counts={counts} onShow={choose} />
        ) : null}
      </div>
      <table className="w-full text-left max-md:block md:table-fixed">
        <caption className="sr-only">名单核对结果</caption>
        <thead className="max-md:sr-only">
          <tr className="border-base-300 border-b text-muted text-xs">
            <th className="w-14 py-2 pl-4 font-medium">序号</th>
            <th className="w-44 px-3 py-2 font-medium">人员</th>
            <th className="w-44 px-3 py-2 font-medium">单位 / 职务</th>
            <th className="px-3 py-2 font-medium">核对</th>
            <th className="w-32 px-3 py-2 text-right font-medium">操作</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {shown.slice(at * pageSize, (at + 1) * pageSize).map(({ row, check, place }) => (
            <RowLine
              key={row.key}
              row={row}
              check={check}
              place={place}
              groups={groups}
              onChange={(part) => onChange(row.key, part)}
              onRemove={() => onRemove(row.key)}
            />
          ))}
        </tbody>
      </table>
      {last > 0 ? (
        <nav
          aria-label="名单分页"
          className="flex items-center gap-3 border-base-300 border-t px-4 py-2 text-muted"
        >
          <span className="tabular-nums">
            {at * pageSize + 1}–{Math.min((at + 1) * pageSize, shown.length)} /{' '}
            {shown.length.toLocaleString('zh-CN')}
          </span>
          <span className="ml-auto flex gap-2">
            <Button size="small" disabled={at === 0} onClick={() => setPage(at - 1)}>
              上一页
            </Button>
            <Button size="small" disabled={at === last} onClick={() => setPage(at + 1)}>
              下一页
            </Button>
          </span>
        </nav>
      ) : null}
    </div>
  );
}

const showWords: Record<Show, string> = { all: '全部', wrong: '有误', unsure: '待确认' };

function ShowButtons({
  show,
  counts,
  onShow,
}: {
  show: Show;
  counts: Record<Show, number>;
  onShow: (show: Show) => void;
}) {
  return (['all', 'wrong', 'unsure'] as const)
    .filter((one) => counts[one] > 0)
    .map((one) => (
      <button
        key={one}
        type="button"
        aria-pressed={one === show}
        onClick={() => onShow(one)}
        className="min-h-8 rounded-full border border-base-300 px-3 hover:border-edge aria-pressed:border-info-edge aria-pressed:bg-info-soft max-md:min-h-9"
      >
        {showWords[one]} {counts[one].toLocaleString('zh-CN')}
      </button>
    ));
}
