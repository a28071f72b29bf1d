import { pick } from '../model/draw';
import { officeDayOf } from '../model/office-time';
import type { Act } from './acts';
import type { Draw } from './draw';
import type { Notice } from './facts';
import * as standing from './standing';

/** Out, and not everybody has answered. */
export const isAwaited = ({ status, receipts }: Notice) =>
  status === 'published' && [...receipts.values()].some(({ acknowledged }) => !acknowledged);

export function collecting(draw: Draw): Act | null {
  const found = draw.upon(isAwaited, (id, notice) => standing.chases(draw.facts, id, notice).length > 0);
  if (!found) return null;
  const { receipts } = draw.facts.notices[found.on] ?? {};
  const from = draw.intent.suited && receipts?.size ? [...receipts.keys()] : [...draw.facts.people.keys()];
  const chosen = from.filter((_, i) => (draw.number(3) >> (i % 12)) % 2);
  const people = chosen.length ? chosen : [pick(from, draw.number(2))];
  return { act: 'collect', who: found.who, on: found.on, people, pasted: draw.number(2) % 2 === 0 };
}

/** Often the same again: that is limited. */
export function chasing(draw: Draw): Act | null {
  const { facts } = draw;
  const day = officeDayOf(facts.at);
  const again = draw.number(1) % 3 === 0;
  const suits = (one: Notice) => isAwaited(one) && (!again || one.chases.some((chase) => chase.day === day));
  const able = (id: string, notice: Notice) => standing.chases(facts, id, notice).length > 0;
  const found = draw.upon(suits, able) ?? draw.upon(isAwaited, able);
  if (!found) return null;
  const { heads } = standing.personOf(facts, found.who);
  const unit = heads[0] ?? pick([...facts.units.keys()], draw.number(2));
  return { act: 'chase', who: found.who, on: found.on, unit: draw.number(3) % 2 ? unit : null };
}
