CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"pinyin" text NOT NULL,
	"initials" text NOT NULL,
	"platform" text NOT NULL,
	"owner_unit_id" uuid NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"archived_reason" text,
	CONSTRAINT "groups_platform" CHECK ("groups"."platform" in ('wecom', 'dingtalk', 'feishu', 'wechat', 'portal')),
	CONSTRAINT "groups_archived" CHECK (("groups"."archived_at" is null) = ("groups"."archived_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"actor_unit" text,
	"acting_role" text,
	"on_behalf_of_id" uuid,
	"on_behalf_of_name" text,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text,
	"entity_type" text,
	"entity_id" text,
	"entity_label" text,
	"clause" text,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"address" text,
	"request_ref" text,
	CONSTRAINT "audit_events_outcome" CHECK ("audit_events"."outcome" in ('done', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"working" boolean NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"provisional" boolean DEFAULT false NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by_name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"owner_type" text,
	"owner_id" uuid,
	CONSTRAINT "files_storage_key_unique" UNIQUE("storage_key")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"href" text NOT NULL,
	"dedupe_key" text,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"base" bigint NOT NULL,
	CONSTRAINT "number_series_series_year_pk" PRIMARY KEY("series","year")
);
--> statement-breakpoint
CREATE TABLE "setting_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text NOT NULL,
	"changed_by" uuid,
	"changed_by_name" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"command" text NOT NULL,
	"person_id" uuid,
	"outcome" jsonb,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"username" text NOT NULL,
	"password_hash" text,
	"code_hash" text,
	"code_expires_at" timestamp with time zone,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"text_size" text DEFAULT 'normal' NOT NULL,
	"single_key_decisions" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	"last_sign_in_at" timestamp with time zone,
	CONSTRAINT "accounts_person_id_unique" UNIQUE("person_id"),
	CONSTRAINT "accounts_username_unique" UNIQUE("username"),
	CONSTRAINT "accounts_code_whole" CHECK (("accounts"."code_hash" is null) = ("accounts"."code_expires_at" is null))
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_person_id" uuid NOT NULL,
	"to_person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"paper_file_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "delegations_role" CHECK ("delegations"."role" in ('unit_head', 'leader')),
	CONSTRAINT "delegations_period" CHECK ("delegations"."ends_at" > "delegations"."starts_at"),
	CONSTRAINT "delegations_not_self" CHECK ("delegations"."from_person_id" <> "delegations"."to_person_id" and "delegations"."entered_by" <> "delegations"."to_person_id" or "delegations"."entered_by" = "delegations"."from_person_id"),
	CONSTRAINT "delegations_paper" CHECK ("delegations"."entered_by" = "delegations"."from_person_id" or "delegations"."paper_file_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "leader_units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"leader_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "leader_units_period" CHECK ("leader_units"."ends_at" is null or "leader_units"."ends_at" >= "leader_units"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"pinyin" text NOT NULL,
	"initials" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"duty" text DEFAULT '' NOT NULL,
	"affiliated" boolean DEFAULT false NOT NULL,
	"phone_cipher" text,
	"phone_hash" text,
	"phone_masked" text,
	"created_at" timestamp with time zone NOT NULL,
	"departed_at" timestamp with time zone,
	CONSTRAINT "people_phone_whole" CHECK (num_nulls("people"."phone_cipher", "people"."phone_hash", "people"."phone_masked") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "role_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"unit_id" uuid,
	"group_id" uuid,
	"primary_leader" boolean DEFAULT false NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "role_assignments_scope" CHECK (("role_assignments"."role" = 'unit_head') = ("role_assignments"."unit_id" is not null) and ("role_assignments"."role" = 'group_admin') = ("role_assignments"."group_id" is not null)),
	CONSTRAINT "role_assignments_primary" CHECK (not "role_assignments"."primary_leader" or "role_assignments"."role" = 'leader'),
	CONSTRAINT "role_assignments_period" CHECK ("role_assignments"."ends_at" is null or "role_assignments"."ends_at" >= "role_assignments"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "secondary_postings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "secondary_postings_period" CHECK ("secondary_postings"."ends_on" is null or "secondary_postings"."ends_on" >= "secondary_postings"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"account_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"address" text,
	"user_agent" text,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	CONSTRAINT "sessions_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "sessions_ended" CHECK (("sessions"."ended_at" is null) = ("sessions"."ended_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"token_hash" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "membership_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"batch_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"nickname" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"done_at" timestamp with time zone,
	CONSTRAINT "membership_requests_number_unique" UNIQUE("number"),
	CONSTRAINT "membership_requests_kind" CHECK ("membership_requests"."kind" in ('join', 'leave')),
	CONSTRAINT "membership_requests_status" CHECK ("membership_requests"."status" in ('reported', 'submitted', 'approved', 'rejected', 'withdrawn', 'done')),
	CONSTRAINT "membership_requests_decided" CHECK (("membership_requests"."decided_by" is null) = ("membership_requests"."decided_at" is null)),
	CONSTRAINT "membership_requests_decision" CHECK ("membership_requests"."kind" = 'leave' or case "membership_requests"."status" when 'submitted' then "membership_requests"."decided_at" is null when 'withdrawn' then true else "membership_requests"."decided_at" is not null end),
	CONSTRAINT "membership_requests_rejected" CHECK ("membership_requests"."status" <> 'rejected' or length("membership_requests"."decision_reason") > 0),
	CONSTRAINT "membership_requests_done" CHECK ("membership_requests"."status" <> 'done' or "membership_requests"."done_at" is not null),
	CONSTRAINT "membership_requests_separate" CHECK ("membership_requests"."kind" = 'leave' or "membership_requests"."decided_by" <> "membership_requests"."submitted_by")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"nickname" text NOT NULL,
	"nickname_state" text NOT NULL,
	"nickname_confirmed_at" timestamp with time zone,
	"nickname_confirmed_by" uuid,
	"origin" text NOT NULL,
	"origin_request_id" uuid,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"end_reason" text,
	CONSTRAINT "memberships_origin" CHECK (("memberships"."origin" = 'join') = ("memberships"."origin_request_id" is not null)),
	CONSTRAINT "memberships_period" CHECK ("memberships"."until" is null or "memberships"."until" >= "memberships"."since"),
	CONSTRAINT "memberships_ended" CHECK (("memberships"."until" is null) = ("memberships"."end_reason" is null)),
	CONSTRAINT "memberships_nickname" CHECK ("memberships"."nickname_state" in ('to_set', 'confirmed') and ("memberships"."nickname_state" = 'confirmed') = ("memberships"."nickname_confirmed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "work_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"group_id" uuid NOT NULL,
	"person_id" uuid,
	"nickname" text,
	"origin_type" text NOT NULL,
	"origin_id" uuid NOT NULL,
	"clause" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by" uuid,
	"fail_reason" text,
	CONSTRAINT "work_orders_number_unique" UNIQUE("number"),
	CONSTRAINT "work_orders_kind" CHECK ("work_orders"."kind" in ('add', 'remove', 'rename', 'post', 'recall', 'mute', 'unmute', 'set_admin', 'set_permission')),
	CONSTRAINT "work_orders_status" CHECK ("work_orders"."status" in ('open', 'done', 'failed', 'cancelled')),
	CONSTRAINT "work_orders_done" CHECK (("work_orders"."status" = 'done') = ("work_orders"."handled_at" is not null)),
	CONSTRAINT "work_orders_failed" CHECK ("work_orders"."status" <> 'failed' or length("work_orders"."fail_reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "street" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "street_single" CHECK ("street"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"kind" text NOT NULL,
	"sort" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "units_kind" CHECK ("units"."kind" in ('leadership', 'office', 'department', 'community'))
);
--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_owner_unit_id_units_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_uploaded_by_people_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setting_changes" ADD CONSTRAINT "setting_changes_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_from_person_id_people_id_fk" FOREIGN KEY ("from_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_to_person_id_people_id_fk" FOREIGN KEY ("to_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_entered_by_people_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leader_units" ADD CONSTRAINT "leader_units_leader_id_people_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leader_units" ADD CONSTRAINT "leader_units_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondary_postings" ADD CONSTRAINT "secondary_postings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondary_postings" ADD CONSTRAINT "secondary_postings_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_nickname_confirmed_by_people_id_fk" FOREIGN KEY ("nickname_confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_origin_request_id_membership_requests_id_fk" FOREIGN KEY ("origin_request_id") REFERENCES "public"."membership_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_handled_by_people_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "groups_name" ON "groups" USING btree ("name") WHERE "groups"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "groups_owner" ON "groups" USING btree ("owner_unit_id");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_entity" ON "audit_events" USING btree ("entity_type","entity_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("action","at");--> statement-breakpoint
CREATE INDEX "files_owner" ON "files" USING btree ("owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "files_loose" ON "files" USING btree ("uploaded_at") WHERE "files"."owner_id" is null;--> statement-breakpoint
CREATE INDEX "notifications_person" ON "notifications" USING btree ("person_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("person_id") WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_dedupe" ON "notifications" USING btree ("person_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "setting_changes_key" ON "setting_changes" USING btree ("key","changed_at");--> statement-breakpoint
CREATE INDEX "submissions_at" ON "submissions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "delegations_from" ON "delegations" USING btree ("from_person_id");--> statement-breakpoint
CREATE INDEX "delegations_to" ON "delegations" USING btree ("to_person_id");--> statement-breakpoint
CREATE INDEX "leader_units_leader" ON "leader_units" USING btree ("leader_id");--> statement-breakpoint
CREATE UNIQUE INDEX "leader_units_open" ON "leader_units" USING btree ("unit_id") WHERE "leader_units"."ends_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "people_phone" ON "people" USING btree ("phone_hash") WHERE "people"."departed_at" is null;--> statement-breakpoint
CREATE INDEX "people_unit" ON "people" USING btree ("unit_id","name");--> statement-breakpoint
CREATE INDEX "people_name" ON "people" USING btree ("name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "people_initials" ON "people" USING btree ("initials" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "people_pinyin" ON "people" USING btree ("pinyin" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "role_assignments_person" ON "role_assignments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_assignments_role" ON "role_assignments" USING btree ("role");--> statement-breakpoint
CREATE INDEX "role_assignments_group" ON "role_assignments" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "role_assignments_unit" ON "role_assignments" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "secondary_postings_person" ON "secondary_postings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id","started_at");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_requests_one_open" ON "membership_requests" USING btree ("person_id","group_id") WHERE "membership_requests"."status" in ('reported', 'submitted', 'approved');--> statement-breakpoint
CREATE INDEX "membership_requests_status_due" ON "membership_requests" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE INDEX "membership_requests_due" ON "membership_requests" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "membership_requests_submitted" ON "membership_requests" USING btree ("submitted_at","id");--> statement-breakpoint
CREATE INDEX "membership_requests_unit_due" ON "membership_requests" USING btree ("unit_id","status","due_at");--> statement-breakpoint
CREATE INDEX "membership_requests_unit_submitted" ON "membership_requests" USING btree ("unit_id","submitted_at","id");--> statement-breakpoint
CREATE INDEX "membership_requests_group" ON "membership_requests" USING btree ("group_id","status");--> statement-breakpoint
CREATE INDEX "membership_requests_person" ON "membership_requests" USING btree ("person_id","submitted_at");--> statement-breakpoint
CREATE INDEX "membership_requests_batch" ON "membership_requests" USING btree ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_one_open" ON "memberships" USING btree ("group_id","person_id") WHERE "memberships"."until" is null;--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "memberships_unit" ON "memberships" USING btree ("unit_id","group_id");--> statement-breakpoint
CREATE INDEX "memberships_nickname_state" ON "memberships" USING btree ("nickname_state","group_id") WHERE "memberships"."until" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "work_orders_one_open" ON "work_orders" USING btree ("origin_type","origin_id","kind") WHERE "work_orders"."status" = 'open';--> statement-breakpoint
CREATE INDEX "work_orders_status_due" ON "work_orders" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE INDEX "work_orders_group" ON "work_orders" USING btree ("group_id","status","due_at");--> statement-breakpoint
CREATE INDEX "work_orders_origin" ON "work_orders" USING btree ("origin_id");--> statement-breakpoint
CREATE INDEX "work_orders_person" ON "work_orders" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "units_one_office" ON "units" USING btree ("kind") WHERE "units"."kind" = 'office';--> statement-breakpoint
CREATE UNIQUE INDEX "units_name" ON "units" USING btree ("name") WHERE "units"."archived_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "units_short_name" ON "units" USING btree ("short_name") WHERE "units"."archived_at" is null;