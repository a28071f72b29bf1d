'use client';

import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { type ListState, listHref } from '@/lib/core/paging';
import { menuClass, SortLines } from './menu-lines';

type Place = { base: string; state: ListState };

type ListEndProps = Place & {
  /** How many there are, in figures. */
  count: string;
  unit: string;
  sorts?: { key: string; label: string }[];
  exportName?: string;
};

/** The right end of a list's toolbar: count, order, export. */
export function ListEnd({ base, state, count, unit, sorts, exportName }: ListEndProps) {
  return (
    <span className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      <span>
        共 <span className="tabular-nums">{count}</span> {unit}
      </span>
      {sorts ? <SortMenu base={base} state={state} sorts={sorts} /> : null}
      {exportName ? (
        <a
          href={listHref(`/api/export/${exportName}`, state)}
          download
          className={buttonClass('plain', 'small')}
        >
          导出 Excel
        </a>
      ) : null}
    </span>
  );
}

function SortMenu({ base, state, sorts }: Place & { sorts: { key: string; label: string }[] }) {
  const current = sorts.find((sort) => sort.key === state.sort);
  return (
    <details data-menu className="md:relative">
      <summary className="flex min-h-8 items-center gap-1 hover:text-base-content">
        按{current?.label ?? '默认'}排序
        <Icon name="open" className="size-3.5" />
      </summary>
      <div className={`${menuClass} md:right-0 md:left-auto`}>
        <SortLines base={base} state={state} sorts={sorts} />
      </div>
    </details>
  );
}
