/** Prints a new one-time token for /setup, or nothing when there is a street already. Runs under tsx. */
import { closeDatabase } from '@/db/client';
import { issueSetupToken } from '@/lib/identity/setup/commands';

process.stdout.write((await issueSetupToken()) ?? '');
await closeDatabase();
