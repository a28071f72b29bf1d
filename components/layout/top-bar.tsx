import { Avatar } from '@/components/ui/avatar';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { PageLink } from '@/components/ui/page-link';
import { Plain } from '@/components/ui/plain';
import type { ShellViewer } from '@/lib/request/navigation';
import { Clock } from './clock';
import { SignOutButton } from './sign-out-button';

/** Search, time, messages, who one is, and the way out. Desk screens only: a phone's bar is the page's own header. */
export function TopBar({ viewer }: { viewer: ShellViewer }) {
  return (
    <header className="no-print sticky top-0 z-20 hidden h-14 items-center gap-4 border-base-300 border-b bg-base-100 px-6 md:flex">
      <Plain as="div" className="w-80 max-w-full">
        <SearchForm words="搜人员、群、编号、拼音首字母" />
      </Plain>
      <span className="ml-auto max-lg:hidden">
        <Clock now={viewer.now} />
      </span>
      <Plain as="div" className="flex items-center gap-3 max-lg:ml-auto">
        <InboxBell unread={viewer.unread} />
        <PageLink href="/me" className="flex items-center gap-2 rounded-md hover:text-link">
          <Avatar name={viewer.name} />
          <span>
            {viewer.name}
            <span className="text-muted"> · {viewer.roleLabel}</span>
          </span>
        </PageLink>
        <SignOutButton />
      </Plain>
    </header>
  );
}

/** `/` jumps here, and the box says so, unless the page has a list with its own search. */
export function SearchForm({ words, value }: { words: string; value?: string }) {
  return (
    <search className="w-80 max-w-full max-md:w-full">
      <form action="/search" className="relative">
        <Icon
          name="search"
          className="pointer-events-none absolute top-2 left-2.5 z-10 size-4 text-muted max-md:top-3"
        />
        <input
          name="q"
          type="search"
          maxLength={50}
          defaultValue={value}
          aria-label="全站搜索"
          placeholder={words}
          data-search="all"
          className="input h-8 w-full border-transparent bg-soft pr-9 pl-8 text-sm placeholder:text-muted max-md:h-10"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-1.5 right-2 z-10 group-has-[[data-search=list]]/shell:hidden max-md:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      </form>
    </search>
  );
}

function InboxBell({ unread }: { unread: number }) {
  return (
    <PageLink
      href="/inbox"
      aria-label={unread > 0 ? `消息，${unread} 条未读` : '消息'}
      className="relative grid size-9 place-items-center rounded-md hover:bg-soft"
    >
      <Icon name="bell" className="size-4.5" />
      {unread > 0 ? (
        <span aria-hidden className="absolute top-1.5 right-1.5 size-2 rounded-full bg-danger" />
      ) : null}
    </PageLink>
  );
}
