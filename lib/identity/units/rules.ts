import type { UnitKind } from '@/db/schema/units';

export const unitKindNames: Record<UnitKind, string> = {
  leadership: '街道领导',
  office: '街道办公室',
  department: '部门',
  community: '社区',
};
