import type { Draw } from './draw';
import type { Act, Baseline, BaselineLine, Facts } from './facts';

const first = [...'赵钱孙李周吴郑王冯陈褚卫'];
const second = [...'安博晨东方国海和嘉康乐明宁平'];

/** A name for each number, of three characters. */
export function nameOf(number: number): string {
  const at = (list: readonly string[], place: number) => list[Math.floor(place) % list.length] ?? '';
  return at(first, number) + at(second, number / first.length) + at(second, number / 168);
}

/** A group without a register so far. */
export function isUnlisted({ baselines, memberships }: Facts, group: string): boolean {
  const listed = memberships.some((one) => one.group === group && one.request === null);
  return !(listed || baselines.some((one) => one.group === group && one.status !== 'discarded'));
}

export const mayPrepare = ({ model }: Draw, id: string, group: string): boolean =>
  model.holds(id, 'group_admin', group) || model.holds(id, 'office_admin');

/** Some of the latest people in post, and one whom nobody knows; nobody twice. */
export function linesOf({ facts, numbers }: Draw): BaselineLine[] {
  const present = [...facts.people.values()].filter(({ departed }) => !departed);
  const chosen = present.slice(-8).filter((_, i) => (numbers[3] >> i) % 2);
  const units = [...facts.units.keys()];
  const stranger = {
    name: nameOf(1_000 + facts.baselines.length),
    unit: units[numbers[1] % units.length] ?? '',
  };
  const lines = [...chosen.map(({ name, unit }) => ({ name, unit })), stranger];
  return lines.filter(
    (line, i) => lines.findIndex((one) => one.name === line.name && one.unit === line.unit) === i,
  );
}

/** An act on a baseline in this status, by whoever has that role in its group. */
export function onBaseline(
  draw: Draw,
  status: Baseline['status'],
  act: 'vouch' | 'confirmBaseline' | 'returnBaseline' | 'discard',
  role: 'group_admin' | 'office_admin',
): Act | null {
  const [seen] = draw.seen(draw.facts.baselines, status);
  if (!seen) return null;
  const group = draw.facts.baselines[seen.row]?.group ?? '';
  const who = draw.who((id) => draw.model.holds(id, role, role === 'group_admin' ? group : ''));
  return { act, who, seen };
}
