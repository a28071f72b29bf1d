import { everyone, type Permission } from './permission';

/** Who may do what with what is published (chapter 3): a part of the one table. */
export const noticePermissions = {
  'notices.view': {
    label: '查看信息',
    area: '信息发布',
    clause: '3.1.1',
    delegable: true,
    grants: {
      member: 'joined_groups',
      group_admin: 'own_groups',
      unit_head: 'own_unit',
      leader: 'charge_units',
      office_admin: 'all',
      supervisor: 'all',
    },
  },
  'notices.write': {
    label: '起草并提交信息',
    area: '信息发布',
    clause: '3.1.1',
    grants: {
      member: 'joined_groups',
      group_admin: 'own_groups',
      unit_head: 'all',
      leader: 'all',
      office_admin: 'all',
    },
  },
  'notices.emergency': {
    label: '先行发布突发事件信息、续报',
    area: '信息发布',
    clause: '3.1.3',
    grants: { group_admin: 'own_groups', unit_head: 'own_unit', office_admin: 'all' },
  },
  'notices.review': {
    label: '审核本单位信息',
    area: '信息发布',
    clause: '3.4.2',
    delegable: true,
    grants: { unit_head: 'own_unit' },
  },
  'notices.review_major': {
    label: '审核分管单位的重要事项',
    area: '信息发布',
    clause: '3.4.1',
    delegable: true,
    grants: { leader: 'charge_units' },
  },
  'notices.review_assigned': {
    label: '审核指定由本人审核的信息',
    area: '信息发布',
    clause: '3.4.2',
    grants: everyone,
  },
  'notices.oversee': {
    label: '指定审核人、时段外发布',
    area: '信息发布',
    clause: '3.3.2',
    grants: { office_admin: 'all' },
  },
  'notices.publish': {
    label: '发布本人起草、已通过审核的信息',
    area: '信息发布',
    clause: '3.3.2',
    grants: everyone,
  },
  'notices.stand_in': {
    label: '处理离岗起草人留下的信息',
    area: '信息发布',
    clause: '3.4.2',
    grants: { unit_head: 'own_unit', office_admin: 'all' },
  },
  'notices.recall': {
    label: '召回已发布的信息',
    area: '信息发布',
    clause: '1.3.2',
    grants: { member: 'self', unit_head: 'own_unit', office_admin: 'all' },
  },
  'notices.receipts': {
    label: '查看已读与回执',
    area: '信息发布',
    clause: '2.2.2b',
    grants: { member: 'self', unit_head: 'own_unit', office_admin: 'all', supervisor: 'all' },
  },
  'notices.chase': {
    label: '催办、登记群内回执',
    area: '信息发布',
    clause: '2.2.2b',
    grants: { member: 'self', unit_head: 'own_unit', office_admin: 'all' },
  },
} as const satisfies Record<string, Permission>;
