CREATE TABLE "request_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"content_cipher" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_drafts_person_id_unique" UNIQUE("person_id"),
	CONSTRAINT "request_drafts_bounded" CHECK (length("request_drafts"."content_cipher") <= 2000000)
);
--> statement-breakpoint
ALTER TABLE "request_drafts" ADD CONSTRAINT "request_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_drafts_age" ON "request_drafts" USING btree ("updated_at");