/**
 * Where a list goes to be checked, or to be imported. Without a reason it is only checked; so the reason of an import goes along as it
 * was typed, and one of blanks is refused.
 */
export function importAddress(given: FormData, apply: boolean): string {
  const value = (name: string) => String(given.get(name) ?? '');
  const params = { category: value('category'), severity: value('severity') };
  return `/api/files/words?${new URLSearchParams({ ...params, reason: apply ? value('reason') : '' })}`;
}
