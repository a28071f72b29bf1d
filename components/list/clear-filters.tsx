import { ButtonLink } from '@/components/ui/button';
import { type ListState, listHref } from '@/lib/core/paging';

/** The way out of a list whose search and filters leave nothing; nothing when none are set. */
export function ClearFilters({ base, state }: { base: string; state: ListState }) {
  if (state.q === '' && Object.keys(state.filters).length === 0) return null;
  return <ButtonLink href={listHref(base, state, { q: '', filters: {} })}>清除筛选</ButtonLink>;
}
