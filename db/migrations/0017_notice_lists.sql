DROP INDEX "notices_submitted";--> statement-breakpoint
DROP INDEX "notices_unit_submitted";--> statement-breakpoint
DROP INDEX "notices_status_submitted";--> statement-breakpoint
DROP INDEX "notice_receipts_unread";--> statement-breakpoint
DROP INDEX "notice_receipts_unanswered";--> statement-breakpoint
DROP INDEX "notice_receipts_person";--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD COLUMN "wanted" text NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD COLUMN "published_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD COLUMN "reminded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "notice_receipts_to_remind" ON "notice_receipts" USING btree ("due_at") WHERE "notice_receipts"."wanted" = 'acknowledge' and "notice_receipts"."acknowledged_at" is null and "notice_receipts"."reminded" < 2;--> statement-breakpoint
CREATE INDEX "notices_listed" ON "notices" USING btree (coalesce("published_at", "submitted_at"),"id");--> statement-breakpoint
CREATE INDEX "notices_listed_unit" ON "notices" USING btree ("unit_id",coalesce("published_at", "submitted_at"),"id");--> statement-breakpoint
CREATE INDEX "notices_listed_status" ON "notices" USING btree ("status",coalesce("published_at", "submitted_at"),"id");--> statement-breakpoint
CREATE INDEX "notices_listed_category" ON "notices" USING btree ("category",coalesce("published_at", "submitted_at"),"id");--> statement-breakpoint
CREATE INDEX "notice_receipts_unread" ON "notice_receipts" USING btree ("person_id","published_at","notice_id") WHERE "notice_receipts"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notice_receipts_unanswered" ON "notice_receipts" USING btree ("person_id","due_at","notice_id") WHERE "notice_receipts"."wanted" = 'acknowledge' and "notice_receipts"."acknowledged_at" is null;--> statement-breakpoint
CREATE INDEX "notice_receipts_person" ON "notice_receipts" USING btree ("person_id","published_at","notice_id");--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_wanted" CHECK ("notice_receipts"."wanted" in ('read', 'acknowledge'));