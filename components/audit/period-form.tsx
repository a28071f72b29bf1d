import { buttonClass } from '@/components/ui/button';
import { PageLink } from '@/components/ui/page-link';
import { type ListState, listHref } from '@/lib/core/paging';

/** `defaultDays`: how far back the list goes of itself; null where it goes all the way. */
type PeriodFormProps = { base: string; state: ListState; defaultDays: number | null };

const box = 'input h-8 w-40 border-base-300 text-sm max-md:h-10 max-md:w-full';

/** From which day to which; works without JavaScript, as the rest of the list's address does. */
export function PeriodForm({ base, state, defaultDays }: PeriodFormProps) {
  const { from: _, to: __, ...filters } = state.filters;
  const without = listHref(base, { ...state, filters });
  const others = new URL(without, 'http://list').searchParams;
  const [from] = state.filters.from ?? [];
  const [to] = state.filters.to ?? [];
  return (
    <form action={base} className="no-print mb-2 flex flex-wrap items-center gap-2 text-sm">
      {[...others].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="flex items-center gap-2 whitespace-nowrap max-md:w-full">
        起始日期
        <input key={from} type="date" name="from" defaultValue={from} className={box} />
      </label>
      <label className="flex items-center gap-2 whitespace-nowrap max-md:w-full">
        截止日期
        <input key={to} type="date" name="to" defaultValue={to} className={box} />
      </label>
      <button type="submit" className={buttonClass('plain', 'small')}>
        查询
      </button>
      {from || to ? (
        <PageLink href={without} className="text-link underline underline-offset-2">
          清除日期
        </PageLink>
      ) : null}
      {defaultDays && !(from || to) ? (
        <span className="text-muted">未选起始日期时，显示截止日期前 {defaultDays} 天</span>
      ) : null}
    </form>
  );
}
