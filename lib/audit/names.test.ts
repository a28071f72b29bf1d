import { describe, expect, it } from 'vitest';
import { roles } from '@/lib/access/roles';
import type { Workflow } from '@/lib/workflow/workflow';
import { actionAreas, actionNames } from './names/acts';
import { codeName, entityNames, fieldNames } from './names/data';

const sources = import.meta.glob<string>('/lib/**/*.ts', { query: '?raw', import: 'default', eager: true });
const code = Object.entries(sources).filter(([path]) => !path.endsWith('.test.ts'));
const commands = code.filter(([path]) => /\/commands(\/|\.ts)/.test(path));

const stateModules = import.meta.glob<Record<string, unknown>>('/lib/**/states.ts', { eager: true });
const isWorkflow = (value: unknown): value is Workflow<string, string> =>
  typeof value === 'object' && value !== null && 'verbs' in value && 'states' in value;
const workflows = Object.values(stateModules).flatMap((module) => Object.values(module).filter(isWorkflow));

function found(files: [string, string][], pattern: RegExp): string[] {
  return [
    ...new Set(files.flatMap(([, text]) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
  ];
}

describe('names of acts', () => {
  const written = [
    /action: '([a-z]+\.[a-z_]+)'/g,
    // One of two.
    /action: [^\n]*\? '([a-z]+\.[a-z_]+)' : '/g,
    /action: [^\n]*\? '[a-z]+\.[a-z_]+' : '([a-z]+\.[a-z_]+)'/g,
  ].flatMap((pattern) => found(code, pattern));
  const named = found(commands, /\bname(?: =|:) '([a-z]+\.[a-z_]+)'/g);
  const moves = workflows.flatMap(({ name, verbs }) => Object.keys(verbs).map((verb) => `${name}.${verb}`));
  const acts = [...new Set([...written, ...named, ...moves])].sort();

  it('finds the acts of the code', () => {
    expect(acts).toEqual(expect.arrayContaining(['setting.change', 'audit.view', 'unit.create']));
    expect(workflows.length).toBeGreaterThan(0);
  });

  it.each(acts)('knows %s, and the group it belongs to', (act) => {
    expect(actionNames).toHaveProperty([act]);
    expect(actionAreas).toHaveProperty([act.split('.')[0] ?? '']);
  });

  it('names no act that is gone', () => {
    const elsewhere = ['export.download'];
    const gone = Object.keys(actionNames).filter((act) => !(acts.includes(act) || elsewhere.includes(act)));
    expect(gone).toEqual([]);
  });
});

describe('names of things and values', () => {
  const types = found(code, /entity(?:: \([^)]*\) => \(|: )\{\s*type: '([a-z_]+)'/g);

  it.each([...types, ...workflows.map(({ name }) => name)])('knows the kind %s', (type) => {
    expect(entityNames).toHaveProperty([type]);
  });

  it('calls every state what its workflow calls it', () => {
    for (const { name, states } of workflows)
      for (const [status, { label }] of Object.entries(states))
        expect(codeName(name, 'status', status)).toBe(label);
  });

  it('has a word for the fields that are written most', () => {
    expect(fieldNames).toMatchObject({ status: '状态', value: '取值' });
    expect(Object.keys(roles)).not.toContain(undefined);
  });
});
