import { readJoinSheet } from '@/lib/groups/joining/commands/upload';
import { sheetUpload } from '@/lib/request/sheet';

/** Reads a sheet of people who are to join groups, for the form to show. */
export const POST = sheetUpload('membership.submit', (actor, { body }) => readJoinSheet(actor, body));
