import { db } from '@/db/client';
import { brokenInvariants } from '@/db/testing/invariants';
import { count } from '@/db/testing/rounds';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { drawn, type Intent } from '../model/intents';
import { type Parting, shrink } from '../model/shrink';
import { actual, difference, expected } from './compare';
import type { Act, Facts } from './facts';
import { perform } from './perform';
import { answer } from './reference';
import { resolve, weights } from './resolve';
import { type Stage, setStage } from './stage';

export interface Outcome {
  /** How often each kind of act was answered how. */
  answers: Map<string, number>;
  parting: Parting | null;
}

const minute = 60_000;
/** The invariants are asked this often, and at the end. */
const soundEvery = 50;

/** Does one act with product and model. Why they part, if they do; null when they agree on answer and whole state. */
async function step({ facts, actors }: Stage, act: Act, answers: Outcome['answers']): Promise<string | null> {
  facts.at += minute * (act.act === 'wait' ? act.minutes : 1);
  const result = await withClock(new Date(facts.at), () => perform(actors, facts, act));
  const made = result.ok ? (result.value as { id?: string } | null)?.id : undefined;
  const wanted = answer(facts, act, made ?? '');
  const given = result.ok ? 'ok' : result.refusal.code;
  answers.set(`${act.act} ${given}`, (answers.get(`${act.act} ${given}`) ?? 0) + 1);
  if (given !== wanted) return `should be answered ${wanted}, is ${given}`;
  return difference(expected(facts), await actual());
}

/** Plays the intents on an emptied street, comparing after every act. */
async function play(intents: readonly Intent<Act['act']>[]): Promise<Outcome> {
  const stage = await setStage();
  const acts: Act[] = [];
  const answers: Outcome['answers'] = new Map();
  for (const [n, intent] of intents.entries()) {
    const act = resolve(intent, stage.facts, newId());
    if (act) acts.push(act);
    let why = act ? await step(stage, act, answers) : null;
    if (n % soundEvery === 0 || n === intents.length - 1)
      why ??= (await brokenInvariants(db(), stage.from))[0] ?? null;
    if (why) return { answers, parting: { at: n, tale: tell(stage.facts, acts, why) } };
  }
  return { answers, parting: null };
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

/** Plays `acts` acts of a seed; on a difference, the shortest sequence found that still shows it. */
export async function playSeed(seed: number, acts: number): Promise<Outcome> {
  const intents = drawn(weights, seed, acts);
  const { answers, parting } = await play(intents);
  count(
    'acts',
    [...answers.values()].reduce((sum, n) => sum + n, 0),
  );
  count('model runs', 1);
  return { answers, parting: parting && (await shrink(play, intents, parting)) };
}
