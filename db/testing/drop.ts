import type postgres from 'postgres';

const insufficientPrivilege = '42501';

/**
 * Drops a test's database with whatever is still connected to it. `force` may not end a vacuum that the server has just begun there,
 * since that is the superuser's; the plain statement asks the server itself to end it.
 */
export async function dropDatabase(server: postgres.Sql, name: string): Promise<void> {
  try {
    await server.unsafe(`drop database ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: string }).code !== insufficientPrivilege) throw error;
    await server.unsafe(`drop database ${name}`);
  }
}
