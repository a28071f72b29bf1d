import type { OrderStatus, RequestKind, RequestStatus } from '@/db/schema/membership';
import type { ListDefinition } from '@/lib/core/paging';
import type { Evidence } from '../requests/list';
import { joinWorkflow } from '../requests/states';

/** One request of a batch, as its person's line shows it. */
export interface BatchRequest {
  id: string;
  number: string;
  kind: RequestKind;
  status: RequestStatus;
  version: number;
  groupName: string;
  nickname: string;
  /** The latest order of an approved one. */
  order: OrderStatus | null;
  may: { decide: boolean };
}

/** A person of a batch with everything asked for him. */
export interface BatchLine {
  personId: string;
  personName: string;
  phoneMasked: string | null;
  duty: string;
  unitName: string;
  affiliated: boolean;
  requests: BatchRequest[];
  evidence: Evidence;
}

const states = ['submitted', 'approved', 'done', 'rejected', 'withdrawn'] as const;

/** The people of one batch, in the order of the form. */
export const batchList: ListDefinition<BatchLine> = {
  name: 'membership-batch',
  title: '同批申请',
  sorts: ['place'],
  defaultSort: 'place',
  defaultDir: 'asc',
  filters: {
    status: {
      label: '状态',
      choices: states.map((value) => ({ value, label: joinWorkflow.states[value].label })),
    },
  },
  columns: [],
};
