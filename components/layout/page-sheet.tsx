import { Avatar } from '@/components/ui/avatar';
import type { ShellViewer } from '@/lib/request/navigation';
import { SideNav } from './side-nav';
import { SignOutButton } from './sign-out-button';
import { SearchForm } from './top-bar';

/** 全部功能 on a phone: opened by the menu button of every page header, through the browser's popover. */
export function PageSheet({ viewer }: { viewer: ShellViewer }) {
  return (
    <div
      id="all-pages"
      role="dialog"
      aria-label="全部功能"
      popover="auto"
      className="no-print fixed inset-y-0 right-0 left-auto m-0 h-dvh w-72 max-w-[85vw] overflow-auto border-base-300 border-l bg-base-100 p-0 text-base-content backdrop:bg-black/40 md:hidden"
    >
      <div className="flex items-center gap-3 border-base-300 border-b p-4">
        <Avatar name={viewer.name} className="size-9" />
        <div className="min-w-0">
          <p className="font-medium">{viewer.name}</p>
          <p className="text-muted text-xs">{viewer.roleLabel}</p>
        </div>
        <button
          type="button"
          popoverTarget="all-pages"
          popoverTargetAction="hide"
          className="ml-auto min-h-10 px-2 text-link"
        >
          关闭
        </button>
      </div>
      <div className="p-4 pb-0">
        <SearchForm />
      </div>
      <SideNav nav={viewer.nav} />
      <div className="p-4 pt-0">
        <SignOutButton wide />
      </div>
    </div>
  );
}
