interface Statement {
  execute(): Promise<unknown>;
}

type Answers<Statements extends readonly Statement[]> = {
  -readonly [Place in keyof Statements]: Awaited<ReturnType<Statements[Place]['execute']>>;
};

/**
 * Sends statements of one transaction without waiting for an answer between them; the database takes them one after the other, in the
 * order in which they stand here. For statements that do not need each other's answers, such as locks.
 */
export function inOrder<const Statements extends readonly Statement[]>(
  ...statements: Statements
): Promise<Answers<Statements>> {
  return Promise.all(statements.map((statement) => statement.execute())) as Promise<Answers<Statements>>;
}
