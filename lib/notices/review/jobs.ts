import type { Actor } from '@/lib/access/actor';
import { escalateReviews } from './commands/escalate';

/** Overdue reviews and reviews without a reviewer. A refusal here is a fault: the system itself may always do it. */
export const escalateReviewsJob = (actor: Actor) => escalateReviews(actor, {});
