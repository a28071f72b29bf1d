import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark';

type CalmPageProps = { title: string; children: ReactNode; actions?: ReactNode };

/** A page without the shell: when there is nobody, nothing or no database to show one for. */
export function CalmPage({ title, children, actions }: CalmPageProps) {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh place-items-center p-4 outline-none">
      <div className="w-full max-w-md rounded-lg border border-base-300 bg-base-100 p-6">
        <p className="mb-5 flex items-center gap-2 font-semibold">
          <BrandMark />
          群序
        </p>
        <CalmMessage title={title} actions={actions}>
          {children}
        </CalmMessage>
      </div>
    </main>
  );
}

/** The same words inside the shell. */
export function CalmMessage({ title, children, actions }: CalmPageProps) {
  return (
    <>
      <h1 className="mb-2 font-semibold text-xl">{title}</h1>
      <div className="text-muted">{children}</div>
      {actions ? <div className="mt-5 flex flex-wrap gap-2">{actions}</div> : null}
    </>
  );
}
