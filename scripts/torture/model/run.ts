import { db } from '@/db/client';
import { brokenInvariants, endedWithoutCause } from '@/db/testing/invariants';
import { count } from '@/db/testing/rounds';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { actual, difference, expected } from './compare';
import type { Act, Answer, Facts } from './facts';
import { type Intent, intentsOf } from './intents';
import { perform } from './perform';
import { Reference } from './reference';
import { resolve } from './resolve';
import { type Parting, shrink } from './shrink';
import { giveAccount, newcomers, setStage } from './stage';

export interface Outcome {
  /** How often each kind of act was answered how. */
  answers: Map<string, number>;
  parting: Parting | null;
}

/** A moment between two acts, so that none is at the very time of another. */
const between = 7_000;

/** Plays the intents on an emptied street, comparing answer and whole state after every act, and the invariants at the end. */
async function play(intents: readonly Intent[]): Promise<Outcome> {
  const { facts, from } = await setStage();
  const model = new Reference(facts);
  const acts: Act[] = [];
  const answers = new Map<string, number>();
  let { ids } = await actual(new Date(facts.at), from);
  for (const [n, intent] of intents.entries()) {
    const act = resolve(intent, model, newId);
    if (!act) continue;
    acts.push(act);
    facts.at += between;
    const at = new Date(facts.at);
    const answer = await withClock(at, () => perform(act, ids, at));
    const arrived = await newcomers(facts.people);
    if (act.act === 'arrive' && act.account) for (const id of arrived) await giveAccount(id);
    const wanted = model.step(act, arrived);
    note(answers, act, answer);
    const found = await actual(new Date(facts.at), from);
    ids = found.ids;
    const why =
      answer === wanted
        ? difference(expected(facts), found.lines)
        : `should be answered ${wanted}, is ${answer}`;
    if (why) return { answers, parting: { at: n, tale: tell(facts, acts, why) } };
  }
  const [broken] = [...(await brokenInvariants(db(), from)), ...(await endedWithoutCause(db()))];
  return { answers, parting: broken ? { at: intents.length - 1, tale: tell(facts, acts, broken) } : null };
}

/** What was done and what came of it, with `person3` and `group1` for ids. */
function tell({ people, groups }: Facts, acts: readonly Act[], why: string): string {
  const named = (ids: Iterable<string>, name: string) =>
    [...ids].map((id, i) => [id, `${name}${i}`] as const);
  const names = new Map([...named(people.keys(), 'person'), ...named(groups.keys(), 'group')]);
  const lines = acts.map((act) => JSON.stringify(act));
  return [...lines, `→ ${why}`].join('\n').replace(/[0-9a-f-]{36}/g, (id) => names.get(id) ?? id);
}

function note(answers: Map<string, number>, { act }: Act, answer: Answer): void {
  const key = `${act} ${answer.includes(',') ? 'several' : answer}`;
  answers.set(key, (answers.get(key) ?? 0) + 1);
}

/** Plays `acts` acts of a seed; on a difference, the shortest sequence found that still shows it. */
export async function playSeed(seed: number, acts: number): Promise<Outcome> {
  const intents = intentsOf(seed, acts);
  const { answers, parting } = await play(intents);
  count(
    'acts',
    [...answers.values()].reduce((sum, n) => sum + n, 0),
  );
  count('model runs', 1);
  return { answers, parting: parting && (await shrink(play, intents, parting)) };
}
