import { outlookInput } from '@/lib/notices/input';
import { outlookOf } from '@/lib/notices/writing/queries/outlook';
import { question } from '@/lib/request/question';

/** How many people a notice that is being written reaches, and when it could go out. */
export const POST = question(outlookInput, outlookOf);
