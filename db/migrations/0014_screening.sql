CREATE TABLE "screening_changes" (
	"word_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "screening_changes_word_id_version_pk" PRIMARY KEY("word_id","version"),
	CONSTRAINT "screening_changes_something" CHECK ("screening_changes"."before" is not null or "screening_changes"."after" is not null)
);
--> statement-breakpoint
CREATE TABLE "screening_versions" (
	"number" integer PRIMARY KEY NOT NULL,
	"act" text NOT NULL,
	"reason" text NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"removed" integer NOT NULL,
	"changed_by" uuid,
	"changed_by_name" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_versions_act" CHECK ("screening_versions"."act" in ('ship', 'add', 'change', 'switch', 'remove', 'import', 'restore'))
);
--> statement-breakpoint
CREATE TABLE "screening_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"word" text NOT NULL,
	"folded" text NOT NULL,
	"category" smallint NOT NULL,
	"severity" text NOT NULL,
	"note" text NOT NULL,
	"origin" text NOT NULL,
	"active" boolean NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "screening_words_category" CHECK ("screening_words"."category" between 1 and 6),
	CONSTRAINT "screening_words_severity" CHECK ("screening_words"."severity" in ('block', 'warn', 'hint')),
	CONSTRAINT "screening_words_origin" CHECK ("screening_words"."origin" in ('shipped', 'own')),
	CONSTRAINT "screening_words_filled" CHECK (length("screening_words"."folded") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "screening_changes" ADD CONSTRAINT "screening_changes_version_screening_versions_number_fk" FOREIGN KEY ("version") REFERENCES "public"."screening_versions"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_versions" ADD CONSTRAINT "screening_versions_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_words" ADD CONSTRAINT "screening_words_version_screening_versions_number_fk" FOREIGN KEY ("version") REFERENCES "public"."screening_versions"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "screening_changes_version" ON "screening_changes" USING btree ("version","word_id");--> statement-breakpoint
CREATE INDEX "screening_versions_changer" ON "screening_versions" USING btree ("changed_by");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_words_folded" ON "screening_words" USING btree ("folded","category");--> statement-breakpoint
CREATE INDEX "screening_words_version" ON "screening_words" USING btree ("version","id");--> statement-breakpoint
CREATE INDEX "screening_words_sorted" ON "screening_words" USING btree ("category","folded","id");