import type { Facts, Notice, Order, Person, Step } from './facts';

/** Who is what to a notice, in the words of the regulation: pure, and written without a look at the product's policies. */

export function personOf({ people }: Facts, id: string): Person {
  const found = people.get(id);
  if (!found) throw new Error(`nobody is ${id}`);
  return found;
}

type Duties = Pick<Person, 'heads' | 'leads' | 'primary'>;

const isInCharge = ({ people }: Facts, unit: string): boolean =>
  [...people.values()].some(({ leads }) => leads?.includes(unit));

function hasDuty(facts: Facts, { heads, leads, primary }: Duties, { unit }: Notice, step: Step): boolean {
  if (primary && (step.duty === 'primary' || step.escalation >= 2)) return true;
  if (step.duty === 'head') return heads.includes(unit);
  if (step.duty !== 'leader') return false;
  return leads?.includes(unit) === true || (primary && !isInCharge(facts, unit));
}

/** What was handed to somebody by whoever still has it, each as if it were all that he is. */
function handedTo({ delegations, people, at }: Facts, who: string): (Duties & { from: string })[] {
  return delegations
    .filter(({ to, until }) => to === who && until > at)
    .flatMap(({ from, role }) => {
      const giver = people.get(from);
      if (!giver) return [];
      const { heads, leads, primary } = giver;
      const duty = role === 'leader' ? { heads: [], leads, primary } : { heads, leads: null, primary: false };
      return [{ from, ...duty }];
    });
}

/** As whom somebody has the step: as himself, for whom he stands in, or not at all. What an author handed on is nobody's. */
export function dutyOf(facts: Facts, who: string, notice: Notice, step: Step): 'own' | string | null {
  if (hasDuty(facts, personOf(facts, who), notice, step)) return 'own';
  const handed = handedTo(facts, who).filter(({ from }) => from !== notice.author);
  return handed.find((duty) => hasDuty(facts, duty, notice, step))?.from ?? null;
}

/** Whether he decides it: by duty, or because the Office named him; never what he wrote. */
export const decides = (facts: Facts, who: string, notice: Notice, step: Step): boolean =>
  who !== notice.author && (step.assigned === who || dutyOf(facts, who, notice, step) !== null);

/** Whether anybody who can sign in has the step, by duty or by name, as long as it is not handed upwards. */
export const hasReviewer = (facts: Facts, notice: Notice, step: Step): boolean =>
  [...facts.people].some(
    ([id, { account }]) => account && decides(facts, id, notice, { ...step, escalation: 0 }),
  );

export const seesStep = (facts: Facts, who: string, notice: Notice, step: Step): boolean =>
  personOf(facts, who).office ||
  [step.assigned, step.by, step.for].includes(who) ||
  dutyOf(facts, who, notice, step) !== null;

/** Heads and leaders in charge follow what their units write, and so does whoever stands in for them. */
function follows(facts: Facts, who: string, { unit }: Notice): boolean {
  const all = [personOf(facts, who), ...handedTo(facts, who)];
  return all.some(({ heads, leads }) => heads.includes(unit) || leads?.includes(unit));
}

export function seesNotice(facts: Facts, who: string, notice: Notice): boolean {
  if (notice.gone) return false;
  if (notice.author === who) return true;
  const { office, supervisor, administers, joined } = personOf(facts, who);
  const handedIn = notice.revisions.length > 0 && notice.status !== 'draft';
  if (
    handedIn &&
    (office ||
      supervisor ||
      follows(facts, who, notice) ||
      notice.steps.some((step) => seesStep(facts, who, notice, step)))
  )
    return true;
  if (notice.publishedAt === null) return false;
  return notice.receipts.has(who) || [...administers, ...joined].some((id) => notice.deliveries.has(id));
}

/** Heads, leaders and the Office write to any group; everybody else to those he is in or administers. */
export function writesTo(facts: Facts, who: string, group: string): boolean {
  const { heads, leads, office, administers, joined } = personOf(facts, who);
  return heads.length > 0 || leads !== null || office || [...administers, ...joined].includes(group);
}

export function recalls(facts: Facts, who: string, { author, unit }: Notice): boolean {
  const { office, heads } = personOf(facts, who);
  return who === author || office || heads.includes(unit);
}

/** A head for his unit, anybody else in the name of his own: the Office to all groups, an administrator to his. */
export function publishesFirst(facts: Facts, who: string, unit: string, groups: readonly string[]): boolean {
  const { heads, office, administers, unit: home } = personOf(facts, who);
  if (heads.includes(unit)) return true;
  return unit === home && (office || groups.every((id) => administers.includes(id)));
}

export function followsUp(facts: Facts, who: string, { unit, groups }: Notice): boolean {
  const { heads, office, administers } = personOf(facts, who);
  return office || heads.includes(unit) || groups.some((id) => administers.includes(id));
}

export function handles(facts: Facts, who: string, { group }: Order): boolean {
  const { office, administers } = personOf(facts, who);
  return office || administers.includes(group);
}

/** Whether its author has left the service, or the unit in whose name it is. */
export function isLeft(facts: Facts, { author, unit }: Notice): boolean {
  const writer = personOf(facts, author);
  return writer.departed || writer.unit !== unit;
}

/** For an author who is gone: the head of the unit and the Office, once it has been handed in. */
export function standsIn(facts: Facts, who: string, notice: Notice): boolean {
  const { author, unit, revisions, status } = notice;
  const { office, heads } = personOf(facts, who);
  const handedIn = revisions.length > 0 && status !== 'draft';
  return who !== author && handedIn && isLeft(facts, notice) && (office || heads.includes(unit));
}

/** Whose receipts he may ask for: everybody's, those of the units he heads, or nobody's. */
export function chases(facts: Facts, who: string, { author, unit }: Notice): 'all' | string[] {
  const { office, heads } = personOf(facts, who);
  return who === author || office || heads.includes(unit) ? 'all' : heads;
}

/** Heads for their units, and who stands in for them; the Office for all. */
export function filesLeaves(facts: Facts, who: string, unit: string): boolean {
  const { office, heads } = personOf(facts, who);
  return office || heads.includes(unit) || handedTo(facts, who).some((duty) => duty.heads.includes(unit));
}
