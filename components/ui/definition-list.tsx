import type { ReactNode } from 'react';

export type Definition = { term: string; value: ReactNode; wide?: boolean };

/** Facts as term and value, in two columns where there is room. Empty values show a dash. */
export function DefinitionList({ items, columns = 2 }: { items: Definition[]; columns?: 1 | 2 }) {
  return (
    <dl className={`grid gap-x-8 gap-y-2.5 ${columns === 2 ? 'lg:grid-cols-2' : ''}`}>
      {items.map((item) => (
        <div key={item.term} className={`flex gap-3 ${item.wide && columns === 2 ? 'lg:col-span-2' : ''}`}>
          <dt className="w-20 shrink-0 text-muted">{item.term}</dt>
          <dd className="min-w-0 flex-1">{item.value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
