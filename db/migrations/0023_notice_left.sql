ALTER TABLE "notices" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notices_left" ON "notices" USING btree ("unit_id") WHERE "notices"."left_at" is not null;