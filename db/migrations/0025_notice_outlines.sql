CREATE TABLE "notice_outlines" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"pairs" integer NOT NULL,
	"numbers" jsonb NOT NULL,
	"marks" bit(4096) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notice_outlines" ADD CONSTRAINT "notice_outlines_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;