import type { ReactNode } from 'react';
import { Icon } from './icon';
import { PageLink } from './page-link';
import { Plain } from './plain';

type PageHeaderProps = {
  /** The page's one h1. */
  title: string;
  /** What it names was taken back: it is struck out. */
  struck?: boolean;
  /** A grey line above the title: where this is, which clause. */
  crumb?: ReactNode;
  /** The list this page came from; on a phone it is the arrow. Pages of the bottom bar have none. */
  back?: { href: string; label: string };
  /** Buttons at the right end of the title. */
  actions?: ReactNode;
  /** A few grey words beside the title: a number, a count. */
  note?: ReactNode;
};

/**
 * Title of a page. On a phone it is the bar at the top, with the way back and the sheet with everything
 * (the shell's `#all-pages` popover); the wrapper has no box there, so that the bar can stay in view. Its place above what scrolls ends
 * with it: as a flex item it would keep that on a desk screen too, above the top bar.
 */
export function PageHeader({ title, struck, crumb, back, actions, note }: PageHeaderProps) {
  return (
    <Plain as="div" className="max-md:contents md:mb-4 md:flex md:items-end md:gap-4">
      <div className="-mx-4 -mt-4 sticky top-0 z-20 mb-3 flex min-h-12 items-center gap-1 border-base-300 border-b bg-base-100 px-4 py-1.5 md:static md:z-auto md:m-0 md:block md:min-w-0 md:flex-1 md:border-0 md:bg-transparent md:p-0">
        {back ? <BackArrow {...back} /> : null}
        <Crumb back={back}>{crumb}</Crumb>
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <h1 className="min-w-0 font-semibold text-base md:text-xl md:leading-9">
            {struck ? <del>{title}</del> : title}
          </h1>
          {note ? <span className="text-muted text-sm max-md:ml-auto">{note}</span> : null}
        </div>
        <MenuButton />
      </div>
      {crumb ? <p className="mb-2 text-muted text-xs md:hidden">{crumb}</p> : null}
      {actions ? (
        <div className="no-print flex flex-wrap items-center gap-2 max-md:mb-3">{actions}</div>
      ) : null}
    </Plain>
  );
}

function BackArrow({ href, label }: { href: string; label: string }) {
  return (
    <PageLink
      href={href}
      aria-label={`返回${label}`}
      className="no-print -ml-2 grid size-9 shrink-0 place-items-center rounded-md md:hidden"
    >
      <Icon name="back" className="size-5" />
    </PageLink>
  );
}

function Crumb({ back, children }: { back: PageHeaderProps['back']; children: ReactNode }) {
  if (!(back || children)) return null;
  return (
    <p className="hidden text-muted text-xs md:block">
      {back ? (
        <PageLink href={back.href} className="text-link underline underline-offset-2">
          {back.label}
        </PageLink>
      ) : null}
      {back && children ? ' / ' : null}
      {children}
    </p>
  );
}

function MenuButton() {
  return (
    <button
      type="button"
      popoverTarget="all-pages"
      aria-label="全部功能"
      className="no-print -mr-2 grid size-9 shrink-0 place-items-center rounded-md md:hidden"
    >
      <Icon name="menu" className="size-5" />
    </button>
  );
}
