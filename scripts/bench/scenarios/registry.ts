import type { Scenario } from '../bench';
import { pages } from './pages';
import { statements } from './statements';

/** Everything that `npm run bench` measures, in the order it is done. */
export const scenarios: readonly Scenario[] = [statements, pages];
