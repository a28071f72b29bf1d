CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "activities_latest" UNIQUE NULLS NOT DISTINCT("person_id","group_id","kind"),
	CONSTRAINT "activities_kind" CHECK ("activities"."kind" in ('sign_in', 'request', 'order', 'receipt', 'message'))
);
--> statement-breakpoint
CREATE TABLE "group_records" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"covered_from" timestamp with time zone NOT NULL,
	"covered_until" timestamp with time zone,
	CONSTRAINT "group_records_period" CHECK ("group_records"."covered_until" is null or "group_records"."covered_until" >= "group_records"."covered_from")
);
--> statement-breakpoint
CREATE TABLE "sweep_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sweep_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"member_since" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone,
	"last_kind" text,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"escalated_why" text,
	"answered_by" uuid,
	"answered_for" uuid,
	"reason" text,
	"kept_until" timestamp with time zone,
	"request_id" uuid,
	CONSTRAINT "sweep_items_status" CHECK ("sweep_items"."status" in ('asked', 'escalated', 'kept', 'removed', 'lapsed')),
	CONSTRAINT "sweep_items_last" CHECK (("sweep_items"."last_at" is null) = ("sweep_items"."last_kind" is null)),
	CONSTRAINT "sweep_items_answered" CHECK (("sweep_items"."status" in ('kept', 'removed')) = ("sweep_items"."answered_by" is not null)),
	CONSTRAINT "sweep_items_reason" CHECK ("sweep_items"."status" not in ('kept', 'lapsed') or length("sweep_items"."reason") > 0),
	CONSTRAINT "sweep_items_kept" CHECK (("sweep_items"."status" = 'kept') = ("sweep_items"."kept_until" is not null)),
	CONSTRAINT "sweep_items_escalated" CHECK ("sweep_items"."status" <> 'escalated' or "sweep_items"."escalated_why" is not null)
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by_hand" boolean NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" uuid,
	"started_by_name" text NOT NULL,
	"days" integer NOT NULL,
	"cutoff_at" timestamp with time zone NOT NULL,
	"remind_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"group_count" integer NOT NULL,
	"left_out" jsonb NOT NULL,
	"passed" jsonb NOT NULL,
	CONSTRAINT "sweeps_by_hand" CHECK (not "sweeps"."by_hand" or "sweeps"."started_by" is not null)
);
--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_records" ADD CONSTRAINT "group_records_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_sweep_id_sweeps_id_fk" FOREIGN KEY ("sweep_id") REFERENCES "public"."sweeps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_answered_for_people_id_fk" FOREIGN KEY ("answered_for") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_items" ADD CONSTRAINT "sweep_items_request_id_membership_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."membership_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_started_by_people_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sweep_items_one_open" ON "sweep_items" USING btree ("membership_id") WHERE "sweep_items"."status" in ('asked', 'escalated');--> statement-breakpoint
CREATE INDEX "sweep_items_sweep" ON "sweep_items" USING btree ("sweep_id","status","unit_id");--> statement-breakpoint
CREATE INDEX "sweep_items_unit" ON "sweep_items" USING btree ("unit_id","status","due_at");--> statement-breakpoint
CREATE INDEX "sweep_items_due" ON "sweep_items" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE INDEX "sweep_items_last_seen" ON "sweep_items" USING btree ("last_at","id");--> statement-breakpoint
CREATE INDEX "sweep_items_membership" ON "sweep_items" USING btree ("membership_id","kept_until");--> statement-breakpoint
CREATE INDEX "sweep_items_person" ON "sweep_items" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sweep_items_group" ON "sweep_items" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "sweep_items_request" ON "sweep_items" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "sweeps_started" ON "sweeps" USING btree ("started_at","id");