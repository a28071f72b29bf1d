import type { Caller } from '../callers';
import type { Spoiling } from '../malformed';

/** What an action takes, and what it answers to what is wrong in it. */
export interface Input {
  /** Who sends it: somebody who may. */
  by: Caller;
  /**
   * Every field with its kind (./malformed.ts); `0` stands for one of several. After `>` what an id is answered that nothing
   * has, `v` for what well-formed input is.
   */
  fields: Readonly<Record<string, string>>;
  /** What well-formed input is answered, when it is not done. */
  wellFormed?: string;
  /** Cells that differ from the table of kinds. */
  except?: Readonly<Record<string, Partial<Record<Spoiling, string>>>>;
  /** Rows of the table of whole inputs that differ. */
  whole?: Readonly<Record<string, string>>;
}
