DROP INDEX "membership_requests_batch";--> statement-breakpoint
CREATE INDEX "roster_entries_open" ON "roster_entries" USING btree ("check_id") WHERE "roster_entries"."status" = 'open';--> statement-breakpoint
CREATE INDEX "membership_requests_batch" ON "membership_requests" USING btree ("batch_id","person_id");