ALTER TABLE "accounts" ADD CONSTRAINT "accounts_one_way_in" CHECK (num_nonnulls("accounts"."password_hash", "accounts"."code_hash") <= 1);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_text_size" CHECK ("accounts"."text_size" in ('normal', 'large'));--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_role" CHECK ("role_assignments"."role" in ('unit_head', 'office_admin', 'group_admin', 'leader', 'supervisor', 'representative', 'system_admin', 'auditor'));--> statement-breakpoint
ALTER TABLE "setup_tokens" ADD CONSTRAINT "setup_tokens_single" CHECK ("setup_tokens"."id" = 1);--> statement-breakpoint
-- What drizzle's schema has no words for. files is declared after delegations, so the reference stands here.
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_paper_file_id_files_id_fk" FOREIGN KEY ("paper_file_id") REFERENCES "public"."files"("id");
--> statement-breakpoint
-- Equality of uuid and text beside the overlap of ranges. Trusted: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "leader_units" ADD CONSTRAINT "leader_units_one_at_a_time"
  EXCLUDE USING gist (unit_id WITH =, tstzrange(starts_at, ends_at) WITH &&);
--> statement-breakpoint
ALTER TABLE "secondary_postings" ADD CONSTRAINT "secondary_postings_one_at_a_time"
  EXCLUDE USING gist (person_id WITH =, unit_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&);
--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_one_at_a_time"
  EXCLUDE USING gist (from_person_id WITH =, role WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (ended_at IS NULL);
