CREATE TABLE "transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_unit_id" uuid NOT NULL,
	"to_unit_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"effective_on" date NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_for" uuid,
	"submitted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "transfers_status" CHECK ("transfers"."status" in ('planned', 'done', 'cancelled')),
	CONSTRAINT "transfers_units" CHECK ("transfers"."from_unit_id" <> "transfers"."to_unit_id")
);
--> statement-breakpoint
ALTER TABLE "membership_requests" ADD COLUMN "transfer_id" uuid;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_from_unit_id_units_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_to_unit_id_units_id_fk" FOREIGN KEY ("to_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_submitted_for_people_id_fk" FOREIGN KEY ("submitted_for") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "transfers_one_planned" ON "transfers" USING btree ("person_id") WHERE "transfers"."status" = 'planned';--> statement-breakpoint
CREATE INDEX "transfers_effective" ON "transfers" USING btree ("effective_on","id");--> statement-breakpoint
CREATE INDEX "transfers_person" ON "transfers" USING btree ("person_id","submitted_at");--> statement-breakpoint
CREATE INDEX "transfers_from_unit" ON "transfers" USING btree ("from_unit_id","effective_on","id");--> statement-breakpoint
CREATE INDEX "transfers_to_unit" ON "transfers" USING btree ("to_unit_id","effective_on","id");--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_requests_transfer" ON "membership_requests" USING btree ("transfer_id") WHERE "membership_requests"."transfer_id" is not null;