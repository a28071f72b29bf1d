ALTER TABLE "work_orders" ADD COLUMN "dropped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "receipt_id" uuid;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "assigned_to" uuid;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "assigned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "assigned_reason" text;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_assigned_to_people_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_screenshots" ON "files" USING btree ("uploaded_at") WHERE "files"."owner_type" = 'order_receipt';--> statement-breakpoint
CREATE INDEX "work_orders_receipt" ON "work_orders" USING btree ("receipt_id") WHERE "work_orders"."receipt_id" is not null;--> statement-breakpoint
CREATE INDEX "work_orders_assigned" ON "work_orders" USING btree ("assigned_to","due_at") WHERE "work_orders"."status" = 'open' and "work_orders"."assigned_to" is not null;--> statement-breakpoint
CREATE INDEX "work_orders_failed_others" ON "work_orders" USING btree ("due_at","id") WHERE "work_orders"."status" = 'failed' and "work_orders"."origin_type" <> 'membership_request' and "work_orders"."dropped_at" is null;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_dropped" CHECK ("work_orders"."dropped_at" is null or "work_orders"."status" = 'failed');--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_receipt" CHECK ("work_orders"."receipt_id" is null or "work_orders"."status" = 'done');--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_assigned" CHECK (("work_orders"."assigned_to" is null) = ("work_orders"."assigned_at" is null) and ("work_orders"."assigned_to" is null or length("work_orders"."assigned_reason") > 0));