import type { Answer, JoinLine, PersonalAct } from './facts';
import { RosterRules } from './roster-rules';

type Form = Extract<PersonalAct, { act: 'submitJoins' }>;

/** The reference model's rules of asking for many people and many groups with one form. */
export abstract class FormRules extends RosterRules {
  protected forming(act: PersonalAct, arrived: readonly string[]): Answer | null {
    return act.act === 'submitJoins' ? this.asked('membership.submit', this.submitJoins(act, arrived)) : null;
  }

  private submitJoins({ who, form, rows, groups }: Form, arrived: readonly string[]): Answer {
    const { forms, people } = this.facts;
    const earlier = forms.get(form);
    if (earlier) return earlier.by === who ? 'ok' : 'invalid';
    if (!this.asksForAny(who)) return 'forbidden';
    if (groups.some((group) => this.group(group).archived)) return 'rule';
    const good = rows.filter((row, place) => this.isGood(who, row, rows.slice(0, place)));
    if (!good.length) return 'invalid';
    const asked = (row: JoinLine) =>
      groups.filter((group) => {
        const person = row.is === 'picked' ? row.person : '';
        return !(person && (this.isMember(person, group) || this.openRequest(person, group)));
      });
    if (!good.some((row) => asked(row).length)) return 'rule';
    const wanted = good.map((row) => ({ row, groups: asked(row) }));
    const fresh = arrived.values();
    for (const one of wanted) {
      const person = this.known(one.row, () => fresh.next().value ?? '');
      const unit = people.get(person)?.unit ?? '';
      for (const group of one.groups)
        this.enterJoin({ person, group, unit, by: who, for: this.duty(who, unit) ?? null });
    }
    forms.set(form, { by: who });
    for (const one of this.holders('office_admin')) if (one !== who) this.tell(one, 'membership');
    return 'ok';
  }

  private asksForAny(who: string): boolean {
    const units = [...this.facts.units.keys()];
    return units.some((unit) => this.duty(who, unit) !== undefined);
  }

  /** Somebody in post of a unit he may ask for, once; or somebody new of such a unit. */
  private isGood(who: string, row: JoinLine, before: readonly JoinLine[]): boolean {
    if (row.is === 'bad') return false;
    if (row.is === 'new') return this.duty(who, row.unit) !== undefined;
    const { departed, unit } = this.person(row.person);
    const again = before.some((one) => one.is === 'picked' && one.person === row.person);
    return !(departed || again) && this.duty(who, unit) !== undefined;
  }

  /** The person of a row; who is not on file yet is from now on. */
  private known(row: JoinLine, arrived: () => string): string {
    if (row.is !== 'new') return row.is === 'picked' ? row.person : '';
    const id = arrived();
    const { name, unit } = row;
    this.facts.people.set(id, { name, unit, account: false, departed: false, signedIn: null });
    this.did('person.create');
    return id;
  }
}
