/** One verb of a workflow: from where to where, under which clause. */
export interface Verb<Status extends string> {
  label: string;
  from: readonly Status[];
  to: Status;
  clause?: string;
}

/** A workflow as data: states with their screen names and colours, verbs with their moves. */
export interface Workflow<Status extends string, VerbName extends string> {
  /** Entity type in the audit trail. */
  name: string;
  label: string;
  states: Record<
    Status,
    { label: string; tone: 'info' | 'warning' | 'error' | 'success' | 'neutral' | 'teal' }
  >;
  verbs: Record<VerbName, Verb<Status>>;
}

/** Fixes the types of a transition table. */
export function defineWorkflow<Status extends string, VerbName extends string>(
  workflow: Workflow<Status, VerbName>,
): Workflow<Status, VerbName> {
  return workflow;
}
