import type { Platform } from '@/db/schema/groups';
import type { AssignedRole } from '@/db/schema/identity';
import type { UnitKind } from '@/db/schema/units';

/** Everyone's password in the demonstration street. */
export const demoPassword = 'Qunxu-demo-2026';
export const demoStreetName = '示范街道';

export interface SeedUnit {
  name: string;
  shortName: string;
  kind: UnitKind;
  /** How many people it has beside the named ones. */
  people: number;
  duties: readonly string[];
}

const departmentDuties = ['科员', '一级科员', '业务主办', '内勤', '执法队员', '综合岗'] as const;
const communityDuties = ['网格员', '社工', '副主任', '民政专干', '治保专干', '网格员'] as const;

/** The Office comes first: it is made by the set-up, everything else by it. */
export const seedUnits: readonly SeedUnit[] = [
  { name: '党政办公室', shortName: '党政办', kind: 'office', people: 6, duties: departmentDuties },
  {
    name: '街道领导',
    shortName: '街道',
    kind: 'leadership',
    people: 3,
    duties: ['副主任', '人大工委主任', '武装部长'],
  },
  { name: '纪检监察工委', shortName: '纪工委', kind: 'department', people: 3, duties: departmentDuties },
  { name: '城市管理办公室', shortName: '城管办', kind: 'department', people: 17, duties: departmentDuties },
  { name: '社会事务办公室', shortName: '社事办', kind: 'department', people: 12, duties: departmentDuties },
  { name: '平安建设办公室', shortName: '平安办', kind: 'department', people: 14, duties: departmentDuties },
  {
    name: '财政所',
    shortName: '财政所',
    kind: 'department',
    people: 8,
    duties: ['会计', '出纳', '科员', '预算岗'],
  },
  { name: '市场监管所', shortName: '市监所', kind: 'department', people: 10, duties: departmentDuties },
  { name: '和平社区', shortName: '和平', kind: 'community', people: 16, duties: communityDuties },
  { name: '新华社区', shortName: '新华', kind: 'community', people: 15, duties: communityDuties },
  { name: '长青社区', shortName: '长青', kind: 'community', people: 14, duties: communityDuties },
  { name: '望江社区', shortName: '望江', kind: 'community', people: 14, duties: communityDuties },
  { name: '东风社区', shortName: '东风', kind: 'community', people: 14, duties: communityDuties },
  { name: '滨河社区', shortName: '滨河', kind: 'community', people: 14, duties: communityDuties },
];

export interface SeedPerson {
  username: string;
  name: string;
  unit: string;
  duty: string;
  roles: readonly AssignedRole[];
  primary?: boolean;
}

/** The people with an account; all others are made up by rule. The first two are made by the set-up. */
export const seedPeople: readonly SeedPerson[] = [
  { username: 'sysadmin', name: '郑伟', unit: '党政办公室', duty: '信息化专员', roles: ['system_admin'] },
  { username: 'office', name: '周敏', unit: '党政办公室', duty: '副主任', roles: ['office_admin'] },
  { username: 'office2', name: '吴桐', unit: '党政办公室', duty: '一级科员', roles: ['office_admin'] },
  { username: 'office3', name: '郝亮', unit: '党政办公室', duty: '科员', roles: ['office_admin'] },
  { username: 'head.office', name: '林海', unit: '党政办公室', duty: '主任', roles: ['unit_head'] },
  {
    username: 'leader',
    name: '陈建国',
    unit: '街道领导',
    duty: '党工委书记',
    roles: ['leader'],
    primary: true,
  },
  { username: 'leader2', name: '刘芳', unit: '街道领导', duty: '办事处副主任', roles: ['leader'] },
  { username: 'head.heping', name: '李娟', unit: '和平社区', duty: '书记、主任', roles: ['unit_head'] },
  { username: 'head.xinhua', name: '孙强', unit: '新华社区', duty: '书记、主任', roles: ['unit_head'] },
  { username: 'head.chengguan', name: '王磊', unit: '城市管理办公室', duty: '主任', roles: ['unit_head'] },
  { username: 'heping.zhang', name: '张三', unit: '和平社区', duty: '社工', roles: [] },
  { username: 'heping.liu', name: '刘洋', unit: '和平社区', duty: '网格员', roles: [] },
  { username: 'chengguan.he', name: '何静', unit: '城市管理办公室', duty: '科员', roles: [] },
  { username: 'supervisor', name: '赵刚', unit: '纪检监察工委', duty: '副书记', roles: ['supervisor'] },
  { username: 'supervisor2', name: '钱进', unit: '新华社区', duty: '居民代表', roles: ['representative'] },
  { username: 'auditor', name: '冯雪', unit: '纪检监察工委', duty: '审计专员', roles: ['auditor'] },
  { username: 'head.pingan', name: '宋涛', unit: '平安建设办公室', duty: '主任', roles: ['unit_head'] },
  { username: 'head.caizheng', name: '许明', unit: '财政所', duty: '所长', roles: ['unit_head'] },
  { username: 'pingan.gao', name: '高翔', unit: '平安建设办公室', duty: '副主任', roles: [] },
  { username: 'head.sheshi', name: '梁红', unit: '社会事务办公室', duty: '主任', roles: ['unit_head'] },
  { username: 'head.shichang', name: '韩冰', unit: '市场监管所', duty: '所长', roles: ['unit_head'] },
  { username: 'head.changqing', name: '徐慧', unit: '长青社区', duty: '书记、主任', roles: ['unit_head'] },
  { username: 'head.wangjiang', name: '董伟民', unit: '望江社区', duty: '书记、主任', roles: ['unit_head'] },
  { username: 'head.dongfeng', name: '苏丽', unit: '东风社区', duty: '书记、主任', roles: ['unit_head'] },
  // Of a community without a head: what its people write has nobody to review it until the Office names somebody.
  { username: 'binhe.ding', name: '丁兰', unit: '滨河社区', duty: '网格员', roles: [] },
];

export interface SeedGroup {
  name: string;
  platform: Platform;
  owner: string;
  purpose: string;
  /** By name; the Office's own people administer the street-wide groups. */
  administrators: readonly string[];
  /** Units whose people join, and how many of each. */
  joins: readonly { unit: string; people: number }[];
}

const communities = ['和平社区', '新华社区', '长青社区', '望江社区', '东风社区', '滨河社区'];
const departments = ['城市管理办公室', '社会事务办公室', '平安建设办公室', '财政所', '市场监管所'];
const everyone = (people: number) => [...communities, ...departments].map((unit) => ({ unit, people }));

export const seedGroups: readonly SeedGroup[] = [
  {
    name: '街道工作总群',
    platform: 'portal',
    owner: '党政办公室',
    purpose: '全街道工作部署与通知',
    administrators: ['周敏'],
    joins: everyone(8),
  },
  {
    name: '社区书记群',
    platform: 'wecom',
    owner: '党政办公室',
    purpose: '社区书记、副主任工作沟通',
    administrators: ['周敏'],
    joins: communities.map((unit) => ({ unit, people: 3 })),
  },
  {
    name: '城管执法群',
    platform: 'dingtalk',
    owner: '城市管理办公室',
    purpose: '执法勤务调度',
    administrators: ['王磊'],
    joins: [
      { unit: '城市管理办公室', people: 14 },
      { unit: '市场监管所', people: 4 },
    ],
  },
  {
    name: '平安建设群',
    platform: 'feishu',
    owner: '平安建设办公室',
    purpose: '综治维稳、信访、消防',
    administrators: ['高翔'],
    joins: [{ unit: '平安建设办公室', people: 12 }, ...communities.map((unit) => ({ unit, people: 2 }))],
  },
  {
    name: '和平社区工作群',
    platform: 'wechat',
    owner: '和平社区',
    purpose: '和平社区日常工作',
    administrators: ['张三'],
    joins: [{ unit: '和平社区', people: 13 }],
  },
  {
    name: '新华社区工作群',
    platform: 'wechat',
    owner: '新华社区',
    purpose: '新华社区日常工作',
    administrators: ['孙强'],
    joins: [{ unit: '新华社区', people: 12 }],
  },
  {
    name: '防汛应急群',
    platform: 'wecom',
    owner: '党政办公室',
    purpose: '汛期值守与应急联动',
    administrators: ['周敏'],
    joins: everyone(2),
  },
  {
    name: '财务工作群',
    platform: 'portal',
    owner: '财政所',
    purpose: '预算、报销与政府采购',
    administrators: ['许明'],
    joins: [{ unit: '财政所', people: 7 }, ...departments.slice(0, 3).map((unit) => ({ unit, people: 1 }))],
  },
];

export const joinReasons = [
  '新到岗，需接收工作安排',
  '岗位调整，负责网格事务',
  '参与专项工作，需及时对接',
  '接替离任同志承担联络工作',
  '值班值守需要接收应急信息',
] as const;

export const rejectReasons = [
  '该人员不承担此项工作，请改由对口人员入群',
  '申请事由不具体，请补充后重新提交',
] as const;
export const failReasons = ['对方未通过好友验证', '群人数已满，需先清理'] as const;
