import type { Scenario } from '../bench';
import { growth } from './growth';
import { membership } from './membership';
import { memory } from './memory';
import { pages } from './pages';
import { screening } from './screening';
import { scripts } from './scripts';
import { starts } from './starts';
import { statements } from './statements';
import { writes } from './writes';

/** Everything that `npm run bench` measures, in the order it is done; what changes the street comes late. */
export const scenarios: readonly Scenario[] = [
  screening,
  statements,
  pages,
  growth,
  scripts,
  writes,
  membership,
  memory,
  starts,
];
