CREATE TABLE "audit_blocks" (
	"number" bigint PRIMARY KEY NOT NULL,
	"form" integer NOT NULL,
	"previous" text NOT NULL,
	"records" integer NOT NULL,
	"content" text NOT NULL,
	"first_id" bigint,
	"last_id" bigint,
	"earliest" timestamp with time zone,
	"latest" timestamp with time zone,
	"latest_so_far" timestamp with time zone,
	"written_after" timestamp with time zone,
	"sealed_at" timestamp with time zone NOT NULL,
	"complete" boolean NOT NULL,
	"cluster" text NOT NULL,
	"since" "xid8",
	"hash" text NOT NULL,
	"stamp" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_removals" (
	"through" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"keep_months" integer NOT NULL,
	"stamp" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_removals" ADD CONSTRAINT "audit_removals_through_audit_blocks_number_fk" FOREIGN KEY ("through") REFERENCES "public"."audit_blocks"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_block_audit_blocks_number_fk" FOREIGN KEY ("block") REFERENCES "public"."audit_blocks"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_seals_block" ON "audit_seals" USING btree ("block","event_id");--> statement-breakpoint
CREATE INDEX "audit_events_xid" ON "audit_events" USING btree ("xid","id");--> statement-breakpoint
-- Blocks and removals stay for good.
CREATE FUNCTION audit_proof_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_blocks_no_change BEFORE UPDATE OR DELETE ON audit_blocks
  FOR EACH ROW EXECUTE FUNCTION audit_proof_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_blocks_no_truncate BEFORE TRUNCATE ON audit_blocks
  FOR EACH STATEMENT EXECUTE FUNCTION audit_proof_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_removals_no_change BEFORE UPDATE OR DELETE ON audit_removals
  FOR EACH ROW EXECUTE FUNCTION audit_proof_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_removals_no_truncate BEFORE TRUNCATE ON audit_removals
  FOR EACH STATEMENT EXECUTE FUNCTION audit_proof_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_seals_no_update BEFORE UPDATE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION audit_proof_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION audit_proof_append_only();
--> statement-breakpoint
-- The only door: records and seals of blocks that a removal names may go, record first.
CREATE FUNCTION audit_events_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM audit_seals s
             WHERE s.event_id = OLD.id AND s.block <= (SELECT max(through) FROM audit_removals)) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE FUNCTION audit_seals_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.block <= (SELECT max(through) FROM audit_removals) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit_seals is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_seals_may_go BEFORE DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION audit_seals_may_go();
--> statement-breakpoint
DROP TRIGGER audit_events_no_change ON audit_events;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_events_may_go BEFORE DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_may_go();
--> statement-breakpoint
-- Whatever the setting says: nothing of the last six months may go. A day for clocks that differ; months by UTC, so that they are
-- the same in every session.
CREATE FUNCTION audit_removals_admit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.keep_months < 6 OR NEW.at > clock_timestamp() + interval '1 day'
     OR NEW.through <= coalesce((SELECT max(through) FROM audit_removals), 0)
     OR EXISTS (SELECT FROM audit_blocks b WHERE b.number <= NEW.through
                AND greatest(b.latest, b.sealed_at) AT TIME ZONE 'UTC'
                  >= NEW.at AT TIME ZONE 'UTC' - make_interval(months => NEW.keep_months)) THEN
    RAISE EXCEPTION 'audit_removals: too young to go' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_removals_admit BEFORE INSERT ON audit_removals
  FOR EACH ROW EXECUTE FUNCTION audit_removals_admit();
