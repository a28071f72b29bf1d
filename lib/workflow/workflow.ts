/** One verb of a workflow: from where to where, under which clause. */
export interface Verb<Status extends string> {
  label: string;
  from: readonly Status[];
  to: Status;
  clause?: string;
}

export interface State {
  label: string;
  tone: 'info' | 'warning' | 'error' | 'success' | 'neutral' | 'teal';
}

/** A workflow as data: states with their screen names and colours, verbs with their moves. */
export interface Workflow<Status extends string, VerbName extends string> {
  /** Entity type in the audit trail. */
  name: string;
  label: string;
  states: Record<Status, State>;
  verbs: Record<VerbName, Verb<Status>>;
}

/** Fixes the types of a transition table: verbs may only move between the states it lists. */
export function defineWorkflow<States extends Record<string, State>, VerbName extends string>(workflow: {
  name: string;
  label: string;
  states: States;
  verbs: Record<VerbName, Verb<keyof States & string>>;
}): Workflow<keyof States & string, VerbName> {
  return workflow;
}
