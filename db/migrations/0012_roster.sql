CREATE TABLE "baseline_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"baseline_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"name" text NOT NULL,
	"nickname" text NOT NULL,
	"duty" text NOT NULL,
	"unit_text" text NOT NULL,
	"unit_id" uuid,
	"phone_masked" text,
	"phone_cipher" text,
	"result" text NOT NULL,
	"problem" text,
	"person_id" uuid,
	CONSTRAINT "baseline_rows_result" CHECK ("baseline_rows"."result" in ('known', 'new', 'member', 'unclear', 'left_out')),
	CONSTRAINT "baseline_rows_unclear" CHECK (("baseline_rows"."result" = 'unclear') = ("baseline_rows"."problem" is not null)),
	CONSTRAINT "baseline_rows_person" CHECK (case "baseline_rows"."result" when 'known' then "baseline_rows"."person_id" is not null and "baseline_rows"."unit_id" is not null when 'member' then "baseline_rows"."person_id" is not null else true end)
);
--> statement-breakpoint
CREATE TABLE "baselines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"source" text NOT NULL,
	"file_name" text,
	"started_by" uuid NOT NULL,
	"started_by_name" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"admin_by" uuid,
	"admin_by_name" text,
	"admin_at" timestamp with time zone,
	"office_by" uuid,
	"office_by_name" text,
	"office_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "baselines_source" CHECK ("baselines"."source" in ('paste', 'sheet')),
	CONSTRAINT "baselines_status" CHECK ("baselines"."status" in ('draft', 'confirmed', 'done', 'discarded')),
	CONSTRAINT "baselines_admin" CHECK (num_nulls("baselines"."admin_by", "baselines"."admin_by_name", "baselines"."admin_at") in (0, 3)),
	CONSTRAINT "baselines_office" CHECK (num_nulls("baselines"."office_by", "baselines"."office_by_name", "baselines"."office_at") in (0, 3)),
	CONSTRAINT "baselines_confirmed" CHECK (case "baselines"."status" when 'draft' then "baselines"."admin_by" is null when 'discarded' then true else "baselines"."admin_by" is not null end),
	CONSTRAINT "baselines_finished" CHECK (("baselines"."status" = 'done') = ("baselines"."office_by" is not null)),
	CONSTRAINT "baselines_separate" CHECK ("baselines"."admin_by" <> "baselines"."office_by")
);
--> statement-breakpoint
CREATE TABLE "roster_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"source" text NOT NULL,
	"file_name" text,
	"taken_by" uuid NOT NULL,
	"taken_by_name" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"listed" integer NOT NULL,
	"members" integer NOT NULL,
	"skipped" integer NOT NULL,
	CONSTRAINT "roster_checks_source" CHECK ("roster_checks"."source" in ('paste', 'sheet'))
);
--> statement-breakpoint
CREATE TABLE "roster_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"nickname" text,
	"subject" text NOT NULL,
	"bare" text,
	"membership_id" uuid,
	"person_id" uuid,
	"expected" text,
	"candidates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"news" text,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"step" text,
	"note" text,
	"request_id" uuid,
	"order_id" uuid,
	CONSTRAINT "roster_entries_kind" CHECK ("roster_entries"."kind" in ('stranger', 'missing', 'misnamed', 'likely', 'double', 'conforms')),
	CONSTRAINT "roster_entries_status" CHECK ("roster_entries"."status" in ('open', 'done', 'ignored', 'clear')),
	CONSTRAINT "roster_entries_step" CHECK ("roster_entries"."step" in ('join', 'ask', 'remove', 'add', 'leave', 'rename', 'tell', 'same', 'gone')),
	CONSTRAINT "roster_entries_clear" CHECK (("roster_entries"."kind" = 'conforms') = ("roster_entries"."status" = 'clear')),
	CONSTRAINT "roster_entries_done" CHECK (("roster_entries"."status" = 'done') = ("roster_entries"."step" is not null)),
	CONSTRAINT "roster_entries_ignored" CHECK ("roster_entries"."status" <> 'ignored' or length("roster_entries"."note") > 0),
	CONSTRAINT "roster_entries_listed" CHECK (("roster_entries"."kind" = 'missing') = ("roster_entries"."nickname" is null)),
	CONSTRAINT "roster_entries_member" CHECK ("roster_entries"."kind" in ('stranger', 'likely') or "roster_entries"."membership_id" is not null and "roster_entries"."person_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "nickname_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "nickname_seen" text;--> statement-breakpoint
ALTER TABLE "baseline_rows" ADD CONSTRAINT "baseline_rows_baseline_id_baselines_id_fk" FOREIGN KEY ("baseline_id") REFERENCES "public"."baselines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baseline_rows" ADD CONSTRAINT "baseline_rows_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baseline_rows" ADD CONSTRAINT "baseline_rows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_started_by_people_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_admin_by_people_id_fk" FOREIGN KEY ("admin_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_office_by_people_id_fk" FOREIGN KEY ("office_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_checks" ADD CONSTRAINT "roster_checks_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_checks" ADD CONSTRAINT "roster_checks_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_check_id_roster_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."roster_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_request_id_membership_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."membership_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_order_id_work_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."work_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "baseline_rows_place" ON "baseline_rows" USING btree ("baseline_id","place");--> statement-breakpoint
CREATE INDEX "baseline_rows_result" ON "baseline_rows" USING btree ("baseline_id","result","place");--> statement-breakpoint
CREATE INDEX "baseline_rows_person" ON "baseline_rows" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "baselines_one" ON "baselines" USING btree ("group_id") WHERE "baselines"."status" <> 'discarded';--> statement-breakpoint
CREATE INDEX "baselines_status" ON "baselines" USING btree ("status","status_at");--> statement-breakpoint
CREATE INDEX "baselines_group" ON "baselines" USING btree ("group_id","started_at");--> statement-breakpoint
CREATE INDEX "roster_checks_group" ON "roster_checks" USING btree ("group_id","taken_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_entries_place" ON "roster_entries" USING btree ("check_id","place");--> statement-breakpoint
CREATE INDEX "roster_entries_kind" ON "roster_entries" USING btree ("check_id","kind","status","place");--> statement-breakpoint
CREATE INDEX "roster_entries_subject" ON "roster_entries" USING btree ("check_id","subject");--> statement-breakpoint
CREATE INDEX "roster_entries_person" ON "roster_entries" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "roster_entries_membership" ON "roster_entries" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "roster_entries_request" ON "roster_entries" USING btree ("request_id") WHERE "roster_entries"."request_id" is not null;--> statement-breakpoint
CREATE INDEX "roster_entries_order" ON "roster_entries" USING btree ("order_id") WHERE "roster_entries"."order_id" is not null;--> statement-breakpoint
CREATE INDEX "memberships_to_set" ON "memberships" USING btree (coalesce("nickname_asked_at", "since"),"id") WHERE "memberships"."until" is null and "memberships"."nickname_state" = 'to_set';