import { Icon } from '@/components/ui/icon';

/** Leaves at once and without JavaScript: the address ends the session row and clears the cookie. */
export function SignOutButton({ wide = false }: { wide?: boolean }) {
  return (
    <form action="/api/sign-out" method="post">
      <button
        type="submit"
        className={`flex min-h-9 items-center gap-1.5 rounded-md px-2 text-muted hover:bg-soft hover:text-base-content ${wide ? 'min-h-11 w-full border border-base-300 justify-center' : ''}`}
      >
        <Icon name="leave" className="size-4" />
        退出
      </button>
    </form>
  );
}
