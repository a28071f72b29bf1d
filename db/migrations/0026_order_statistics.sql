-- Which orders fail depends on what they come from: taken for independent, failed ones would be expected by the thousand where there are none.
CREATE STATISTICS work_orders_kinds (mcv) ON status, origin_type, kind FROM work_orders;--> statement-breakpoint
ANALYZE work_orders;
