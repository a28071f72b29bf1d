-- Distinct characters and pairs of neighbours: what Chinese text is searched by (most words have two characters).
CREATE FUNCTION notice_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}'::text[])
  FROM (SELECT lower(given) AS text) said,
    generate_series(1, length(said.text)) AS place,
    LATERAL (VALUES (substr(said.text, place, 1)), (substr(said.text, place, 2))) AS pieces(gram)
  WHERE gram !~ '\s'
$$;--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "deliveries_channel" CHECK ("deliveries"."channel" in ('portal', 'order')),
	CONSTRAINT "deliveries_status" CHECK ("deliveries"."status" in ('pending', 'sent', 'failed', 'recalled'))
);
--> statement-breakpoint
CREATE TABLE "notice_chases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"unit_id" uuid,
	"day" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"people" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_files" (
	"notice_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "notice_files_notice_id_file_id_pk" PRIMARY KEY("notice_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "notice_follow_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"text" text NOT NULL,
	"closes" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"by_name" text NOT NULL,
	CONSTRAINT "notice_follow_ups_text" CHECK (length("notice_follow_ups"."text") > 0)
);
--> statement-breakpoint
CREATE TABLE "notice_receipts" (
	"notice_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"read_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"reply" text,
	"source" text,
	"recorded_by" uuid,
	"chased_at" timestamp with time zone,
	CONSTRAINT "notice_receipts_notice_id_person_id_pk" PRIMARY KEY("notice_id","person_id"),
	CONSTRAINT "notice_receipts_source" CHECK (("notice_receipts"."source" is null) = ("notice_receipts"."read_at" is null)),
	CONSTRAINT "notice_receipts_order" CHECK ("notice_receipts"."acknowledged_at" is null or "notice_receipts"."read_at" is not null),
	CONSTRAINT "notice_receipts_recorded" CHECK (("notice_receipts"."recorded_by" is not null) = coalesce("notice_receipts"."source" = 'chat', false))
);
--> statement-breakpoint
CREATE TABLE "notice_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"title_reason" text NOT NULL,
	"body" text NOT NULL,
	"category" text NOT NULL,
	"major" boolean NOT NULL,
	"receipt_wanted" text NOT NULL,
	"receipt_due_at" timestamp with time zone,
	"release_when" text NOT NULL,
	"planned_at" timestamp with time zone,
	"targets" jsonb NOT NULL,
	"attachments" jsonb NOT NULL,
	"hash" text NOT NULL,
	"hits" jsonb NOT NULL,
	"screening_version" integer NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_revisions_hash" CHECK ("notice_revisions"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "notice_revisions_counted" CHECK ("notice_revisions"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "notice_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"duty" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"major" boolean NOT NULL,
	"afterwards" boolean DEFAULT false NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"opened_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"assigned_to" uuid,
	"assigned_at" timestamp with time zone,
	"assigned_reason" text,
	"vacant_since" timestamp with time zone,
	"escalation" integer DEFAULT 0 NOT NULL,
	"escalated_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_for" uuid,
	"decided_at" timestamp with time zone,
	"opinion" text,
	"truth" boolean DEFAULT false NOT NULL,
	"accuracy" boolean DEFAULT false NOT NULL,
	"conformity" boolean DEFAULT false NOT NULL,
	CONSTRAINT "notice_steps_status" CHECK ("notice_steps"."status" in ('waiting', 'open', 'approved', 'self_issued', 'returned', 'rejected', 'void')),
	CONSTRAINT "notice_steps_duty" CHECK ("notice_steps"."duty" in ('head', 'leader', 'primary')),
	CONSTRAINT "notice_steps_decided" CHECK (("notice_steps"."status" in ('approved', 'returned', 'rejected')) = ("notice_steps"."decided_by" is not null) and ("notice_steps"."decided_by" is null) = ("notice_steps"."decided_at" is null)),
	CONSTRAINT "notice_steps_reason" CHECK ("notice_steps"."status" not in ('returned', 'rejected') or length("notice_steps"."opinion") > 0),
	CONSTRAINT "notice_steps_attested" CHECK ("notice_steps"."status" <> 'approved' or ("notice_steps"."truth" and "notice_steps"."accuracy" and "notice_steps"."conformity")),
	CONSTRAINT "notice_steps_separate" CHECK ("notice_steps"."decided_by" is null or "notice_steps"."decided_by" <> "notice_steps"."author_id"),
	CONSTRAINT "notice_steps_open" CHECK ("notice_steps"."status" <> 'open' or ("notice_steps"."opened_at" is not null and "notice_steps"."due_at" is not null)),
	CONSTRAINT "notice_steps_assigned" CHECK (("notice_steps"."assigned_to" is null) = ("notice_steps"."assigned_at" is null) and ("notice_steps"."assigned_to" is null or length("notice_steps"."assigned_reason") > 0))
);
--> statement-breakpoint
CREATE TABLE "notice_targets" (
	"notice_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "notice_targets_notice_id_group_id_pk" PRIMARY KEY("notice_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text,
	"author_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"category" text NOT NULL,
	"major" boolean NOT NULL,
	"title" text NOT NULL,
	"title_reason" text NOT NULL,
	"body" text NOT NULL,
	"receipt_wanted" text NOT NULL,
	"receipt_due_at" timestamp with time zone,
	"release_when" text NOT NULL,
	"planned_at" timestamp with time zone,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"repeat_of" uuid,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"submitted_at" timestamp with time zone,
	"publish_at" timestamp with time zone,
	"released_by" uuid,
	"release_reason" text,
	"held_why" text,
	"published_at" timestamp with time zone,
	"published_revision" integer,
	"recalled_at" timestamp with time zone,
	"recall_reason" text,
	"posted_before_at" timestamp with time zone,
	"follow_up_due_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"grams" text[] GENERATED ALWAYS AS (notice_grams(title || ' ' || coalesce(number, '') || ' ' || left(body, 4000))) STORED,
	CONSTRAINT "notices_number_unique" UNIQUE("number"),
	CONSTRAINT "notices_category" CHECK ("notices"."category" in ('deployment', 'activity', 'announcement', 'policy', 'progress', 'results', 'experience', 'emergency')),
	CONSTRAINT "notices_status" CHECK ("notices"."status" in ('draft', 'in_review', 'approved', 'scheduled', 'published', 'returned', 'rejected', 'withdrawn', 'recalled')),
	CONSTRAINT "notices_number" CHECK (("notices"."number" is null) = ("notices"."revision" = 0)),
	CONSTRAINT "notices_submitted" CHECK (("notices"."submitted_at" is null) = ("notices"."revision" = 0)),
	CONSTRAINT "notices_sent" CHECK ("notices"."status" in ('draft', 'withdrawn') or "notices"."revision" > 0),
	CONSTRAINT "notices_receipt" CHECK ("notices"."receipt_wanted" in ('read', 'acknowledge')),
	CONSTRAINT "notices_release" CHECK ("notices"."release_when" in ('approved', 'planned', 'by_hand')),
	CONSTRAINT "notices_scheduled" CHECK ("notices"."status" <> 'scheduled' or "notices"."publish_at" is not null),
	CONSTRAINT "notices_published" CHECK (("notices"."status" in ('published', 'recalled')) = ("notices"."published_at" is not null) and ("notices"."published_at" is null) = ("notices"."published_revision" is null)),
	CONSTRAINT "notices_recalled" CHECK (("notices"."status" = 'recalled') = ("notices"."recalled_at" is not null) and ("notices"."recalled_at" is null or length("notices"."recall_reason") > 0)),
	CONSTRAINT "notices_released" CHECK (("notices"."released_by" is null) = ("notices"."release_reason" is null)),
	CONSTRAINT "notices_emergency" CHECK ("notices"."category" = 'emergency' or ("notices"."posted_before_at" is null and "notices"."follow_up_due_at" is null and "notices"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "revision_views" (
	"revision_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "revision_views_revision_id_person_id_pk" PRIMARY KEY("revision_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_revision_id_notice_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."notice_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_chases" ADD CONSTRAINT "notice_chases_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_chases" ADD CONSTRAINT "notice_chases_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_chases" ADD CONSTRAINT "notice_chases_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_files" ADD CONSTRAINT "notice_files_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_files" ADD CONSTRAINT "notice_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_follow_ups" ADD CONSTRAINT "notice_follow_ups_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_follow_ups" ADD CONSTRAINT "notice_follow_ups_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_revisions" ADD CONSTRAINT "notice_revisions_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_revisions" ADD CONSTRAINT "notice_revisions_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_revision_id_notice_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."notice_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_assigned_to_people_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_decided_for_people_id_fk" FOREIGN KEY ("decided_for") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_targets" ADD CONSTRAINT "notice_targets_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_targets" ADD CONSTRAINT "notice_targets_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_released_by_people_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_views" ADD CONSTRAINT "revision_views_revision_id_notice_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."notice_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_views" ADD CONSTRAINT "revision_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("notice_id","group_id");--> statement-breakpoint
CREATE INDEX "deliveries_group" ON "deliveries" USING btree ("group_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_revision" ON "deliveries" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "notice_chases_notice" ON "notice_chases" USING btree ("notice_id","day");--> statement-breakpoint
CREATE INDEX "notice_chases_by" ON "notice_chases" USING btree ("by");--> statement-breakpoint
CREATE INDEX "notice_files_file" ON "notice_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "notice_follow_ups_notice" ON "notice_follow_ups" USING btree ("notice_id","at");--> statement-breakpoint
CREATE INDEX "notice_follow_ups_by" ON "notice_follow_ups" USING btree ("by");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_follow_ups_closed" ON "notice_follow_ups" USING btree ("notice_id") WHERE "notice_follow_ups"."closes";--> statement-breakpoint
CREATE INDEX "notice_receipts_unit" ON "notice_receipts" USING btree ("notice_id","unit_id");--> statement-breakpoint
CREATE INDEX "notice_receipts_unread" ON "notice_receipts" USING btree ("person_id","notice_id") WHERE "notice_receipts"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notice_receipts_unanswered" ON "notice_receipts" USING btree ("person_id","notice_id") WHERE "notice_receipts"."acknowledged_at" is null;--> statement-breakpoint
CREATE INDEX "notice_receipts_person" ON "notice_receipts" USING btree ("person_id","notice_id");--> statement-breakpoint
CREATE INDEX "notice_receipts_recorder" ON "notice_receipts" USING btree ("recorded_by") WHERE "notice_receipts"."recorded_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_revisions_number" ON "notice_revisions" USING btree ("notice_id","number");--> statement-breakpoint
CREATE INDEX "notice_revisions_submitter" ON "notice_revisions" USING btree ("submitted_by");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_steps_place" ON "notice_steps" USING btree ("revision_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_steps_one_open" ON "notice_steps" USING btree ("notice_id") WHERE "notice_steps"."status" = 'open';--> statement-breakpoint
CREATE INDEX "notice_steps_notice" ON "notice_steps" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "notice_steps_queue" ON "notice_steps" USING btree ("due_at","id") WHERE "notice_steps"."status" = 'open';--> statement-breakpoint
CREATE INDEX "notice_steps_queue_unit" ON "notice_steps" USING btree ("unit_id","duty","due_at") WHERE "notice_steps"."status" = 'open';--> statement-breakpoint
CREATE INDEX "notice_steps_queue_assigned" ON "notice_steps" USING btree ("assigned_to","due_at") WHERE "notice_steps"."status" = 'open' and "notice_steps"."assigned_to" is not null;--> statement-breakpoint
CREATE INDEX "notice_steps_assigned_to" ON "notice_steps" USING btree ("assigned_to") WHERE "notice_steps"."assigned_to" is not null;--> statement-breakpoint
CREATE INDEX "notice_steps_decider" ON "notice_steps" USING btree ("decided_by","decided_at") WHERE "notice_steps"."decided_by" is not null;--> statement-breakpoint
CREATE INDEX "notice_steps_author" ON "notice_steps" USING btree ("author_id","status");--> statement-breakpoint
CREATE INDEX "notice_targets_group" ON "notice_targets" USING btree ("group_id","notice_id");--> statement-breakpoint
CREATE INDEX "notices_grams" ON "notices" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "notices_author" ON "notices" USING btree ("author_id","edited_at","id");--> statement-breakpoint
CREATE INDEX "notices_submitted" ON "notices" USING btree ("submitted_at","id");--> statement-breakpoint
CREATE INDEX "notices_published_at" ON "notices" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "notices_unit_submitted" ON "notices" USING btree ("unit_id","submitted_at","id");--> statement-breakpoint
CREATE INDEX "notices_status_submitted" ON "notices" USING btree ("status","submitted_at","id");--> statement-breakpoint
CREATE INDEX "notices_author_published" ON "notices" USING btree ("author_id","published_at") WHERE "notices"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("publish_at","id") WHERE "notices"."status" = 'scheduled';--> statement-breakpoint
CREATE INDEX "notices_follow_up" ON "notices" USING btree ("follow_up_due_at","id") WHERE "notices"."follow_up_due_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_repeat" ON "notices" USING btree ("repeat_of") WHERE "notices"."repeat_of" is not null;--> statement-breakpoint
CREATE INDEX "notices_released_by" ON "notices" USING btree ("released_by") WHERE "notices"."released_by" is not null;--> statement-breakpoint
CREATE INDEX "revision_views_person" ON "revision_views" USING btree ("person_id");--> statement-breakpoint
-- What was submitted stays as it was: approvals and what is published rest on it.
CREATE FUNCTION refuse_revision_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a submitted revision is never changed' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER notice_revisions_frozen BEFORE UPDATE OR DELETE ON notice_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_revision_change();
