import type { ReactNode } from 'react';
import { Plain } from './plain';

/** Grey shapes shown below the access check while rows are on their way: never a blank page, never a wrong status. */
function Bar({ className }: { className: string }) {
  return <div className={`skeleton rounded ${className}`} />;
}

function Loading({ children }: { children: ReactNode }) {
  return (
    <Plain as="div" aria-busy="true">
      <p role="status" className="sr-only">
        正在加载
      </p>
      {children}
    </Plain>
  );
}

export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Loading>
      <Bar className="mb-3 h-8 w-72 max-w-full" />
      <div className="rounded-lg border border-base-300 bg-base-100">
        {numbered(rows).map((row) => (
          <div key={row} className="flex items-center gap-6 border-base-300 border-b p-4 last:border-0">
            <Bar className="h-4 w-24" />
            <Bar className="h-4 flex-1" />
            <Bar className="h-4 w-20" />
          </div>
        ))}
      </div>
    </Loading>
  );
}

export function StatSkeleton({ count = 4 }: { count?: number }) {
  return (
    <Loading>
      <div className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {numbered(count).map((card) => (
          <div key={card} className="rounded-lg border border-base-300 bg-base-100 p-4">
            <Bar className="mb-3 h-4 w-20" />
            <Bar className="h-7 w-12" />
          </div>
        ))}
      </div>
    </Loading>
  );
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `shape-${index}`);
}
