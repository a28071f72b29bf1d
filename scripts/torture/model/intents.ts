import fc from 'fast-check';
import type { Act } from './facts';

/**
 * An act before it is known what there is to act upon: numbers that are turned into people and rows when its turn comes, so that
 * every part of a sequence is a sequence too. That is what makes shrinking possible.
 */
export interface Intent<Name extends string = Act['act']> {
  act: Name;
  /** Most acts are by somebody, and upon something, that suits them; the others are what must be refused. */
  suited: boolean;
  /** As from a form that was left open for long, or is sent again. */
  odd: boolean;
  numbers: [number, number, number, number];
}

const weights: Record<Act['act'], number> = {
  submit: 18,
  submitJoins: 8,
  decide: 14,
  decideMany: 5,
  complete: 14,
  withdraw: 7,
  fail: 9,
  reissue: 5,
  terminate: 4,
  addedBefore: 4,
  report: 4,
  file: 6,
  forward: 5,
  withdrawLeave: 3,
  sweep: 3,
  startBaseline: 5,
  vouch: 4,
  confirmBaseline: 4,
  returnBaseline: 1,
  discard: 1,
  planTransfer: 7,
  cancelTransfer: 2,
  carryOut: 4,
  drop: 2,
  reassign: 3,
  answer: 9,
  signIn: 4,
  followInactive: 6,
  confirm: 3,
  arrive: 7,
  wait: 4,
  checkRoster: 6,
  settleRoster: 14,
  archive: 3,
  restore: 3,
  addAdmin: 2,
  removeAdmin: 2,
  assign: 2,
  endRole: 2,
  delegate: 3,
  endDelegation: 1,
  depart: 2,
};

const often = (weight: number, value: boolean) =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constant(!value) });
const nat = fc.nat(100_000);

/** That many intents of a seed, each act as often as its weight says; the same for the same seed. */
export function drawn<Name extends string>(
  weightOf: Record<Name, number>,
  seed: number,
  count: number,
): Intent<Name>[] {
  const names = Object.keys(weightOf) as Name[];
  const act = fc.oneof(...names.map((name) => ({ weight: weightOf[name], arbitrary: fc.constant(name) })));
  const intent = fc.record({
    act,
    suited: often(4, true),
    odd: often(9, false),
    numbers: fc.tuple(nat, nat, nat, nat),
  });
  return fc.sample(intent, { seed, numRuns: count });
}

/** That many intents, the same for the same seed. */
export const intentsOf = (seed: number, count: number): Intent[] => drawn(weights, seed, count);
