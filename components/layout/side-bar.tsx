import { Avatar } from '@/components/ui/avatar';
import { Kbd } from '@/components/ui/kbd';
import { Plain } from '@/components/ui/plain';
import type { ShellViewer } from '@/lib/request/navigation';
import { BrandMark } from './brand-mark';
import { SideNav } from './side-nav';
import { SignOutButton } from './sign-out-button';
import { SearchForm } from './top-bar';

const onDesk =
  'md:sticky md:inset-auto md:top-0 md:flex md:h-dvh md:w-52 md:shrink-0 md:flex-col md:border-r';
const onPhone =
  'max-md:fixed max-md:inset-y-0 max-md:right-0 max-md:left-auto max-md:h-dvh max-md:w-72 max-md:max-w-[85vw] max-md:border-l backdrop:bg-black/40';

/**
 * The navigation, once: at the left of a desk screen, where it always stands; on a phone 全部功能, opened by the menu button of every
 * page header through the browser's popover. Two of them would be half of what every page sends.
 */
export function SideBar({ viewer }: { viewer: ShellViewer }) {
  return (
    <Plain
      as="aside"
      id="all-pages"
      aria-label="全部功能"
      popover="auto"
      className={`no-print overflow-auto border-base-300 bg-base-100 text-base-content ${onDesk} ${onPhone}`}
    >
      <Brand streetName={viewer.streetName} />
      <Person viewer={viewer} />
      <SideNav nav={viewer.nav} path={viewer.path} />
      <div className="p-4 pt-0 md:hidden">
        <SignOutButton wide />
      </div>
      <p className="mt-auto border-base-300 border-t px-4 py-3 text-muted text-xs max-md:hidden">
        按 <Kbd>?</Kbd> 查看快捷键
      </p>
    </Plain>
  );
}

function Brand({ streetName }: { streetName: string }) {
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 border-base-300 border-b px-4 max-md:hidden">
      <BrandMark />
      <span className="min-w-0 leading-tight">
        <span className="block font-semibold">群序</span>
        <span className="block truncate text-muted text-xs">{streetName}</span>
      </span>
    </div>
  );
}

/** What stands in the top bar of a desk screen. */
function Person({ viewer }: { viewer: ShellViewer }) {
  return (
    <div className="md:hidden">
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
        <SearchForm words="搜人员、群、编号" />
      </div>
    </div>
  );
}
