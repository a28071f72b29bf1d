DROP INDEX "notices_listed_unit";--> statement-breakpoint
CREATE INDEX "notices_listed_author" ON "notices" USING btree ("author_id",coalesce("published_at", "submitted_at"),"id","status","published_at","submitted_at");--> statement-breakpoint
CREATE INDEX "notices_author_waiting" ON "notices" USING btree ("author_id","status","unit_id","submitted_at","id") WHERE "notices"."status" in ('approved', 'returned');--> statement-breakpoint
CREATE INDEX "notices_listed_unit" ON "notices" USING btree ("unit_id",coalesce("published_at", "submitted_at"),"id","status","published_at","submitted_at");