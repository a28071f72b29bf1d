import { screenNoticeInput } from '@/lib/dictionaries/input';
import { findingsOf } from '@/lib/dictionaries/queries/notice';
import { question } from '@/lib/request/question';

/** What is found in a notice while it is written; see `useScreening`. */
export const POST = question(screenNoticeInput, findingsOf);
