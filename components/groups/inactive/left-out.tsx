import type { LeftOut, Passed } from '@/db/schema/sweeps';
import { passedNames } from '@/lib/groups/inactive/rules';

/** `群管理员 3 人次、街道领导 2 人次`; empty when nobody was passed over. */
export function passedText(passed: Passed): string {
  return (Object.keys(passedNames) as (keyof Passed)[])
    .filter((why) => passed[why])
    .map((why) => `${passedNames[why]} ${passed[why]} 人次`)
    .join('、');
}

/** Groups that a sweep leaves out, with why: nobody is called inactive where nothing is known. */
export function LeftOutGroups({ groups }: { groups: readonly LeftOut[] }) {
  if (!groups.length) return null;
  const byWhy = new Map<string, string[]>();
  for (const { name, why } of groups) byWhy.set(why, [...(byWhy.get(why) ?? []), name]);
  return (
    <details>
      <summary className="w-fit cursor-pointer text-link hover:underline">
        {groups.length} 个群的记录不足以判断，未纳入
      </summary>
      <ul className="mt-1">
        {[...byWhy].map(([why, names]) => (
          <li key={why}>
            {why}：{names.join('、')}
          </li>
        ))}
      </ul>
    </details>
  );
}
