import { db } from '@/db/client';
import { brokenInvariants } from '@/db/testing/invariants';
import { count } from '@/db/testing/rounds';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { drawn, type Intent } from '../model/intents';
import { type Parting, shrink } from '../model/shrink';
import type { Act } from './acts';
import { actual, difference, expected } from './compare';
import type { Facts } from './facts';
import { perform } from './perform';
import { answer } from './reference';
import { isByItself, resolve, weights } from './resolve';
import { misshown } from './sight';
import { type Stage, setStage } from './stage';

export interface Outcome {
  /** How often each kind of act was answered how. */
  answers: Map<string, number>;
  parting: Parting | null;
}

const minute = 60_000;
/** The whole is looked at this often, and at the end. */
const soundEvery = 50;
/** Where a kind of act is still wanted, it is drawn so much more often, round by round. */
const [wantedMore, roundLength, mostRounds] = [40, 30, 40];

/** Does one act with product and model. Why they part, if they do; null when they agree on answer and whole state. */
async function step({ facts }: Stage, act: Act, answers: Outcome['answers']): Promise<string | null> {
  facts.at += minute * (act.act === 'wait' ? act.minutes : 1);
  const result = await withClock(new Date(facts.at), () => perform(facts, act));
  const made = result.ok ? (result.value as { id?: string } | null)?.id : undefined;
  const wanted = answer(facts, act, made ?? '');
  const given = result.ok ? 'ok' : result.refusal.code;
  answers.set(`${act.act} ${given}`, (answers.get(`${act.act} ${given}`) ?? 0) + 1);
  if (given !== wanted) return `should be answered ${wanted}, is ${given}`;
  return difference(expected(facts), await actual());
}

/** Plays the intents on an emptied street, comparing after every act. */
async function play(intents: Iterable<Intent<Act['act']>>, answers: Outcome['answers'] = new Map()) {
  const stage = await setStage();
  const acts: Act[] = [];
  let n = -1;
  const parting = (why: string): Parting => ({ at: n, tale: tell(stage.facts, acts, why) });
  for (const intent of intents) {
    n += 1;
    const act = resolve(intent, stage.facts, newId());
    if (act) acts.push(act);
    let why = act ? await step(stage, act, answers) : null;
    if (n % soundEvery === 0) why ??= await unsound(stage);
    if (why) return { answers, parting: parting(why) };
  }
  const broken = await unsound(stage);
  return { answers, parting: broken ? parting(broken) : null };
}

/** What must be true of the whole, whatever was done: the invariants, and that everybody is shown what he may see. */
async function unsound({ facts, from }: Stage): Promise<string | null> {
  const [broken] = await brokenInvariants(db(), from);
  return broken ?? misshown(facts);
}

/** What was done and what came of it, with `person3`, `group1` and `notice0` for ids. */
function tell({ people, groups, notices }: Facts, acts: readonly Act[], why: string): string {
  const named = (ids: Iterable<string>, name: string) =>
    [...ids].map((id, i) => [id, `${name}${i}`] as const);
  const names = new Map([
    ...named(people.keys(), 'person'),
    ...named(groups.keys(), 'group'),
    ...named(
      notices.map(({ id }) => id),
      'notice',
    ),
  ]);
  const lines = acts.map((act) => JSON.stringify(act));
  return [...lines, `→ ${why}`].join('\n').replace(/[0-9a-f-]{36}/g, (id) => names.get(id) ?? id);
}

/** Kinds of acts of people that have not been done yet, and those that have not been refused for what was asked. */
export function unanswered(answers: Outcome['answers']): { done: Act['act'][]; refused: Act['act'][] } {
  const had = [...answers.keys()].map((key) => key.split(' '));
  const kinds = Object.keys(weights).filter((kind) => !isByItself(kind)) as Act['act'][];
  const lacks = (fits: (given: string) => boolean) =>
    kinds.filter((kind) => !had.some(([act, given = '']) => act === kind && fits(given)));
  return {
    done: lacks((given) => given === 'ok'),
    refused: lacks((given) => given !== 'ok' && given !== 'session'),
  };
}

const times = (answers: Outcome['answers']): number => [...answers.values()].reduce((sum, n) => sum + n, 0);

/** Intents of a seed until so many have come to something, and further ones as long as a kind of act has not been both done and refused. */
function* intentsOf(seed: number, acts: number, answers: Outcome['answers']) {
  for (const intent of drawn(weights, seed, acts * 3)) {
    if (times(answers) >= acts) break;
    yield intent;
  }
  for (let round = 1; round <= mostRounds; round += 1) {
    const { done, refused } = unanswered(answers);
    if (!(done.length + refused.length)) return;
    const wanted = Object.fromEntries([...done, ...refused].map((kind) => [kind, wantedMore]));
    for (const intent of drawn({ ...weights, ...wanted }, seed + round * 1_000, roundLength)) {
      const suited = done.includes(intent.act) || (intent.suited && !refused.includes(intent.act));
      yield { ...intent, suited };
    }
  }
}

/** Plays at least `acts` acts of a seed; on a difference, the shortest sequence found that still shows it. */
export async function playSeed(seed: number, acts: number): Promise<Outcome> {
  const answers: Outcome['answers'] = new Map();
  const intents: Intent<Act['act']>[] = [];
  const { parting } = await play(kept(intentsOf(seed, acts, answers), intents), answers);
  count('acts', times(answers));
  count('model runs', 1);
  return { answers, parting: parting && (await shrink(play, intents, parting)) };
}

/** The same, each noted as it is taken. */
function* kept<T>(all: Iterable<T>, notes: T[]): Iterable<T> {
  for (const one of all) {
    notes.push(one);
    yield one;
  }
}
