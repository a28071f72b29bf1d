import type { Input } from './input';

const step = { id: 'id>N', version: 'version' };
const attested = { truth: 'switch', accuracy: 'switch', conformity: 'switch' };

/** Notices under review. */
export const reviewInputs: Readonly<Record<string, Input>> = {
  decideStepAction: {
    by: 'he',
    fields: {
      ...step,
      decision: 'choice',
      ...attested,
      reasons: 'several?',
      'reasons.0': 'choice',
      opinion: 'note',
    },
  },
  approveManyAction: {
    by: 'he',
    fields: {
      rows: 'several',
      'rows.0.id': 'id>N',
      'rows.0.version': 'version',
      'rows.0.truth': 'switch',
      'rows.0.accuracy': 'switch',
      'rows.0.conformity': 'switch',
    },
  },
  setMajorAction: { by: 'he', fields: step },
  assignReviewerAction: {
    by: 'o1',
    fields: { id: 'id>N', before: 'id>C', personId: 'id>I', reason: 'words' },
    // Nobody was assigned when the form was shown.
    except: { before: { null: 'v' } },
  },
  viewRevisionAction: { by: 'he', fields: { revisionId: 'id>N' } },
};
