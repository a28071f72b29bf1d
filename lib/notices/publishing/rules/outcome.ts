/** How far a notice has gone. */
export interface Reach {
  /** Groups it went to, or is on its way to. */
  groups: number;
  /** People who are asked to read it. */
  people: number;
}

/** What became of a notice that was to go out now. */
export type WentOut =
  | ({ outcome: 'published' } & Reach)
  | { outcome: 'postponed'; publishAt: Date; heldWhy: string }
  | { outcome: 'stopped'; why: string };
