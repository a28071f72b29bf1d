import type { Scenario } from '../bench';
import { growth } from './growth';
import { memory } from './memory';
import { pages } from './pages';
import { scripts } from './scripts';
import { starts } from './starts';
import { statements } from './statements';
import { writes } from './writes';

/** Everything that `npm run bench` measures, in the order it is done; what changes the street comes late. */
export const scenarios: readonly Scenario[] = [statements, pages, growth, scripts, writes, memory, starts];
