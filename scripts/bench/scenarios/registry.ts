import type { Scenario } from '../bench';
import { growth, growthOfNotices } from './growth';
import { membership } from './membership';
import { memory } from './memory';
import { pages, pagesOfNotices } from './pages';
import { publishing } from './publishing';
import { screening } from './screening';
import { scripts, scriptsOfNotices } from './scripts';
import { starts } from './starts';
import { statements, statementsOfNotices } from './statements';
import { writes } from './writes';

/** Everything that `npm run bench` measures, in the order it is done; what changes the street comes late. */
export const scenarios: readonly Scenario[] = [
  screening,
  statements,
  statementsOfNotices,
  pages,
  pagesOfNotices,
  growth,
  growthOfNotices,
  scripts,
  scriptsOfNotices,
  writes,
  membership,
  publishing,
  memory,
  starts,
];
