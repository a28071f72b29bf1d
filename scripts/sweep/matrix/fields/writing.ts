import type { Input } from './input';

const submissionId = 'id>v';
const takenBack = { id: 'id>N', version: 'version', reason: 'words?' };

const form = {
  id: 'id>v',
  seen: 'day?',
  category: 'choice',
  unitId: 'id>I',
  major: 'switch',
  title: 'note',
  titleReason: 'note',
  body: 'note',
  groupIds: 'several?',
  fileIds: 'several?',
  'fileIds.0': 'id>I',
  receiptWanted: 'choice',
  receiptDue: 'day?',
  releaseWhen: 'choice',
  planned: 'day?',
  answers: 'group',
};

/** Notices while they are written, submitted and taken back. */
export const writingInputs: Readonly<Record<string, Input>> = {
  // A group that is not there is left out of a draft.
  saveNoticeAction: {
    by: 'o1',
    fields: { ...form, 'groupIds.0': 'id>v' },
    except: { answers: { obj: 'v' } },
  },
  submitNoticeAction: {
    by: 'o1',
    fields: { submissionId, ...form, 'groupIds.0': 'id>R' },
    // Whatever is put for the body does not name the attachment.
    except: {
      answers: { obj: 'v' },
      title: { empty: 'R' },
      body: { empty: 'R', text: 'R' },
      groupIds: { list: 'R' },
    },
  },
  reopenNoticeAction: { by: 'me', fields: takenBack },
  withdrawNoticeAction: { by: 'me', fields: takenBack },
  discardNoticeAction: { by: 'me', fields: { id: 'id>N' } },
  copyNoticeAction: { by: 'o1', fields: { submissionId, id: 'id>N', as: 'choice' } },
};
