import type { Input } from './input';

/** Reading, acknowledging and chasing. */
export const receiptInputs: Readonly<Record<string, Input>> = {
  readNoticeAction: { by: 'me', fields: { noticeId: 'id>N' } },
  acknowledgeAction: { by: 'me', fields: { noticeId: 'id>N', reply: 'note' } },
  chaseReceiptsAction: {
    by: 'ga',
    fields: { noticeId: 'id>N', unitId: 'id>R' },
    except: { unitId: { null: 'v' } },
  },
  collectRepliesAction: {
    by: 'ga',
    fields: {
      submissionId: 'id>v',
      noticeId: 'id>N',
      'rows.0.personId': 'id>R',
      rows: 'several',
      'rows.0.reply': 'note',
    },
  },
};
