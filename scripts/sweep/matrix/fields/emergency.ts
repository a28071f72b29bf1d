import type { Input } from './input';

const submissionId = 'id>v';

/** Emergencies and their follow-up. */
export const emergencyInputs: Readonly<Record<string, Input>> = {
  publishFirstAction: {
    by: 'ga',
    fields: {
      submissionId,
      unitId: 'id>F',
      title: 'words',
      body: 'words',
      groupIds: 'several',
      'groupIds.0': 'id>F',
      posted: 'switch',
      postedAt: 'day?',
      lateReason: 'note',
    },
  },
  followUpAction: { by: 'ga', fields: { submissionId, id: 'id>N', text: 'words', closes: 'switch' } },
  revealPhonesAction: { by: 'ga', fields: { id: 'id>N' } },
};
