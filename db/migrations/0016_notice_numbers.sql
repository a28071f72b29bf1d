-- 信息编号
CREATE SEQUENCE number_nt;
