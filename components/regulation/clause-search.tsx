import { Kbd } from '@/components/ui/kbd';
import { TabLinks } from '@/components/ui/tab-links';
import type { ClauseState } from '@/lib/regulation/rules';

type ClauseSearchProps = { q: string; state: ClauseState | null };

const base = '/regulation';
const tabs: { label: string; state: ClauseState | null }[] = [
  { label: '全部', state: null },
  { label: '已启用', state: 'enabled' },
  { label: '未启用', state: 'disabled' },
];

function href(q: string, state: ClauseState | null): string {
  const params = new URLSearchParams({ ...(q ? { q } : {}), ...(state ? { state } : {}) });
  return params.size ? `${base}?${params}` : base;
}

/** Search in the clauses, and whether all of them are wanted. */
export function ClauseSearch({ q, state }: ClauseSearchProps) {
  return (
    <>
      <search className="no-print mb-3 block">
        <form action={base} className="relative w-64 max-md:w-full">
          {state ? <input type="hidden" name="state" value={state} /> : null}
          <input
            key={q}
            name="q"
            type="search"
            defaultValue={q}
            maxLength={50}
            aria-label="搜索条款"
            placeholder="搜条款编号、内容"
            data-search="list"
            className="input h-8 w-full border-base-300 pr-9 text-sm placeholder:text-muted max-md:h-10 max-md:text-base"
          />
          <span aria-hidden className="pointer-events-none absolute top-1.5 right-2 z-10 max-md:hidden">
            <Kbd>/</Kbd>
          </span>
        </form>
      </search>
      <TabLinks
        label="条款状态"
        items={tabs.map((tab) => ({
          label: tab.label,
          href: href(q, tab.state),
          current: tab.state === state,
        }))}
      />
    </>
  );
}
